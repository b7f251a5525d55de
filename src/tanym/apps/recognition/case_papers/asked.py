"""What was asked and shown: the application, the evidence with its digests, and which outcome it shows."""

from __future__ import annotations

from collections.abc import Mapping

from django.template.defaultfilters import filesizeformat
from django.utils.translation import override

from tanym.adapters.dossier import Facts, Section
from tanym.adapters.pdf import Heading, Paragraph, Part, Points, Table
from tanym.apps.recognition.case_papers.teller import Teller, grouped
from tanym.apps.recognition.models import EvidenceItem, RecognitionCase
from tanym.apps.recognition.pinning import of

Parts = list[Part | Facts]


def application(case: RecognitionCase, tell: Teller) -> Section:
    """What the claimant asks for, in whose words, and the outcomes that it is about."""
    target = case.target
    parts: Parts = [
        tell.facts(
            (
                ("case-number", case.number),
                ("claimant", tell.name(case.claimant)),
                ("organisation", tell.text(case.organisation.names)),
                ("procedure", tell.text(of(case).procedure.words)),
                ("asked-for", _target(case, tell)),
                ("programme", tell.text(target.get("programme_titles", {}))),
                ("opened", tell.day(case.opened_at)),
                ("submitted", tell.day(case.submitted_at)),
                ("complete", tell.day(case.complete_on) if case.complete_on else ""),
                ("papers-asked", case.missing_because),
            ),
            of=case,
        )
    ]
    if case.application.strip():
        parts += [Heading(tell("own-words")), *_paragraphs(case.application)]
    outcomes = tuple(
        f"{number}. {tell.text(one['text'])}" for number, one in enumerate(target["outcomes"], 1)
    )
    if outcomes:
        parts += [Heading(tell("outcomes")), Points(outcomes)]
    return Section(tell("part.application"), tuple(parts))


def evidence(case: RecognitionCase, tell: Teller, inside: Mapping[int, str], judged: bool) -> Section:
    """Each piece of evidence, where `judged` with what the assessor thought of it; `inside` names the files that the PDF carries."""
    parts: Parts = []
    for number, item in enumerate(_items(case), 1):
        parts += [Heading(f"{number}. {tell.text(item.titles)}"), _item(item, tell, inside, judged)]
    return Section(tell("part.evidence"), tuple(parts or [Paragraph(tell("nothing-shown"))]))


def matrix(case: RecognitionCase, tell: Teller, judged: bool) -> Section:
    """Which piece of evidence shows which outcome: what the claimant claims, and where it was mapped, what it shows."""
    items = _items(case)
    rows = []
    for number, outcome in enumerate(case.target["outcomes"], 1):
        claimed, shown = [], []
        for place, item in enumerate(items, 1):
            for one in item.mappings.all():
                if one.outcome != outcome["id"]:
                    continue
                if one.claimed:
                    claimed.append(str(place))
                if one.shows:
                    shown.append(f"{place}: {tell.code(f'recognition.shows.{one.shows}')}")
        if outcome["id"] in case.direct:
            shown.append(tell("in-interview"))
        row = (f"{number}. {tell.text(outcome['text'])}", ", ".join(claimed) or "—")
        rows.append((*row, "; ".join(shown) or "—") if judged else row)
    head = (tell("outcome"), tell("claimed"), tell("shows"))
    table = Table(head if judged else head[:2], tuple(rows), (6, 2, 4) if judged else (6, 2))
    return Section(tell("part.matrix"), (Paragraph(tell("matrix-numbers")), table))


def _target(case: RecognitionCase, tell: Teller) -> str:
    target = case.target
    size = f", {tell.credits(target['credits'])}" if target.get("credits") else ""
    return f"{tell.text(target['titles'])} ({target['code']}{size})"


def _items(case: RecognitionCase) -> list[EvidenceItem]:
    return list(
        case.evidence.select_related("award__awarding_body", "file", "kept__register").prefetch_related(
            "mappings"
        )
    )


def _item(item: EvidenceItem, tell: Teller, inside: Mapping[int, str], judged: bool) -> Facts:
    checks = (
        f"{tell.code(f'recognition.check.{name}')}: {tell.code(f'recognition.answer.{answer}')}"
        for name, answer in item.checked.items()
    )
    rated = (
        f"{tell.code(f'recognition.quality.{name}')}: {tell.code(f'recognition.rating.{value}')}"
        + (f" ({because})" if (because := item.reasons.get(name) or item.rated_because) else "")
        for name, value in item.ratings.items()
        if value and judged
    )
    register = item.kept.register if item.kept else None
    listed = item.award or register
    ended = listed.annulled_on if listed else None
    kind = "register-document.item" if register else f"recognition.kind.{item.kind}"
    return tell.facts(
        (
            ("kind", tell.code(kind)),
            ("given-by", tell.text(item.providers)),
            ("dated", tell.day(item.dated) if item.dated else ""),
            ("said-of-it", item.text.strip()),
            ("own-share", item.own_share if item.joint else ""),
            ("award-number", item.award.number if item.award else ""),
            ("annulled", tell.day(ended) if ended else ""),
            ("checks", "; ".join(checks)),
            ("rated", "; ".join(rated)),
            ("file", _file(item, tell, inside)),
            ("digest", grouped(item.file.digest) if item.file else ""),
        )
    )


def _file(item: EvidenceItem, tell: Teller, inside: Mapping[int, str]) -> str:
    if item.file is None:
        return ""
    with override(tell.language):
        size = filesizeformat(item.file.size)
    where = tell("attached-as", name=inside[item.pk]) if item.pk in inside else tell("kept-beside")
    return f"{item.file.name}, {size}; {where}"


def _paragraphs(words: str) -> list[Paragraph]:
    return [Paragraph(line.strip()) for line in words.splitlines() if line.strip()]
