"""What the pages of an evaluation show: lines with their words, what is left to do, the background paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from tanym.apps.accounts.words import say
from tanym.apps.audit import clock as timezone
from tanym.apps.evaluation.asked import kept_item, questions_to_issuers
from tanym.apps.evaluation.casefile import documents_of, foreign_file
from tanym.apps.evaluation.models import Evaluation
from tanym.apps.evaluation.routing import routed_now
from tanym.apps.recognition.models import EvidenceItem, RecognitionCase
from tanym.core.credentials.evaluation import Said
from tanym.core.recognition.foreign.authenticity import signature_judged
from tanym.core.recognition.foreign.findings import CRITERIA, ELEMENTS, ONLINE_ONLY, Part
from tanym.core.recognition.foreign.purpose import Purpose, statements_for
from tanym.core.recognition.foreign.undocumented import Heard, Paragraph, background_paper
from tanym.core.recognition.routing import Routed
from tanym.rulepacks.evaluation_words import sentence


@dataclass(frozen=True, slots=True)
class Line:
    """An element or a criterion as a page shows it; `said` is what the document says, `asked` whether it is needed."""

    part: str
    name: str
    title: str
    said: list[str]
    row: Any
    asked: bool
    answered: bool

    @property
    def id(self) -> str:
        """Its name on the page."""
        return f"{self.part}-{self.name}"


@dataclass(frozen=True, slots=True)
class Checked:
    """A document with what was found of its authenticity."""

    item: EvidenceItem
    judged: str  # what the strict policy makes of its signature; empty for a paper without one
    checks: list[Any]
    questions: list[tuple[Any, str]]
    can_ask: bool


def lines(case: RecognitionCase, kept: Evaluation, part: Part, on: date) -> list[Line]:
    """The lines of one of the two lists, in order."""
    file, language = foreign_file(case, on), get_language() or "kk"
    rows = {one.name: one for one in kept.findings.filter(part=part).select_related("by")}
    names = ELEMENTS if part is Part.ELEMENTS else CRITERIA
    word = "element" if part is Part.ELEMENTS else "criterion"
    left = file.answers_left
    return [
        Line(
            part,
            name,
            say(f"foreign.{word}.{name}", language),
            said_again(rows[name].said, language) if name in rows else [],
            rows.get(name),
            part is Part.ELEMENTS
            or (file.small and (kept.study_mode == "online" or name not in ONLINE_ONLY)),
            f"{part}.{name}" not in left and name in rows and bool(rows[name].rating),
        )
        for name in names
    ]


def said_again(kept: list[Mapping[str, Any]], language: str) -> list[str]:
    """The sentences that a document answered a line with, for a reader of `language`."""
    return [
        sentence(
            Said(one["code"], {name: _detail(value) for name, value in one["details"].items()}), language
        )
        for one in kept
    ]


def checked(case: RecognitionCase, kept: Evaluation) -> list[Checked]:
    """The documents with the checks of each, the latest last."""
    now = timezone.now()
    asked = questions_to_issuers(case)
    checks = list(kept.checks.select_related("by", "item"))
    return [
        Checked(
            item,
            str(signature_judged(item.checked).outcome) if item.checked else "",
            [one for one in checks if one.item_id == item.pk],
            [(one, one.standing(now)) for of, one in asked if of.pk == item.pk],
            kept_item(item) is not None,
        )
        for item in documents_of(case)
    ]


def route(case: RecognitionCase, kept: Evaluation) -> dict[str, Any]:
    """The route that the rule gives with its reason, and the one that was chosen."""
    by_rule = routed_now(case, kept)
    return {"by_rule": by_rule.route, "because": because(by_rule), "chosen": kept.route}


def because(found: Routed) -> str:
    """Why the rule gives a route, in words."""
    language = get_language() or "kk"
    missing = ", ".join(say(f"routing.feature.{one}", language) for one in found.missing)
    return say(found.because, language, missing=missing)


def statement_choices(case: RecognitionCase, kept: Evaluation) -> list[tuple[str, str]]:
    """The types of statement that may be made, in words."""
    language = get_language() or "kk"
    return [
        (str(one), say(f"foreign.statement.{one}", language))
        for one in statements_for(Purpose(case.purpose), documented=kept.documented)
    ]


def background(kept: Evaluation) -> list[tuple[str, Paragraph]]:
    """The background paper: each paragraph under its question."""
    language = get_language() or "kk"
    hearing = getattr(kept, "hearing", None)
    heard = Heard(hearing.held_on, (), hearing.language, hearing.said, hearing.agreed) if hearing else None
    return [
        (say(f"foreign.question.{one.about}", language), one)
        for one in background_paper(kept.questionnaire, heard)
    ]


def worded(under: str, names: Any) -> list[tuple[str, str]]:
    """Codes with their words, for a list to choose from."""
    language = get_language() or "kk"
    return [(str(one), say(f"{under}.{one}", language)) for one in names]


def _detail(value: Any) -> object:
    if isinstance(value, Mapping) and "day" in value:
        return date.fromisoformat(value["day"])
    if isinstance(value, Mapping) and "texts" in value:
        return value["texts"]
    return value
