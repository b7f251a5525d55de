"""The decision on paper: the letter, the minutes, a line for the registrar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from tanym.adapters.pdf import Letter, Paragraph, Part, Points, Signatures, Table
from tanym.apps.accounts.words import day, say
from tanym.apps.recognition import reading
from tanym.apps.recognition.casefile import appeal_until, commission_of, decision_taken, minutes_of
from tanym.apps.recognition.marks import across
from tanym.apps.recognition.matrix import matrix
from tanym.apps.recognition.models import Decision, RecognitionCase
from tanym.apps.recognition.notices import in_credits
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.room import room as room_of
from tanym.apps.recognition.statement import basis_in, minutes_number
from tanym.apps.recognition.tracks import spoken, track_of
from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.localized import choose
from tanym.core.procedures.commission import Vote

IN_FORCE = "recognition.office.in-force"
"""Who stands under a decision that no commission took for this case alone."""


def letter(case: RecognitionCase) -> dict[str, Any]:
    """What the letter shows. Raises `NotFound("recognition.not-decided")` before the decision."""
    decision = decision_taken(case)
    if decision is None:
        raise NotFound("recognition.not-decided")
    content = reading.holding_content(decision)
    language = get_language() or "kk"
    return {
        "case": case,
        "decision": decision,
        "content": content,
        "reasons": content["reasons"].removesuffix(content.get("advice") or "").strip(),
        "result": content["result"],
        "findings": reading.findings(case, content),
        "room": room_of(case),
        "commission": decision.commission,
        "asked": _asked(case, language),
        "sender_code": spoken(case, "recognition.statement.commission"),
        "signer_code": spoken(case, IN_FORCE),
        "result_code": f"{track_of(case).results}{content['result']}",
        "minutes_number": minutes_number(decision) or case.number,
        "chair": decision.by,
        "citations": reading.procedure_citations(of(case)),
        "status": of(case).procedure.status,
        "appeal_until": appeal_until(case),
        "lines": track_of(case).letter(case, language),
    }


def minutes(case: RecognitionCase) -> dict[str, Any]:
    """What the minutes show. Raises `NotFound("recognition.nobody-seated")` before anybody is seated."""
    commission = commission_of(case)
    if commission is None:
        raise NotFound("recognition.nobody-seated")
    kept = minutes_of(case, commission) if commission.draft else None
    return {
        "case": case,
        "room": room_of(case),
        "commission": commission,
        "draft": commission.draft,
        "findings": reading.findings(case, commission.draft),
        "minutes": kept,
        "in_favour": kept.votes(Vote.FOR) if kept else 0,
        "against": kept.votes(Vote.AGAINST) if kept else 0,
        "abstained": kept.votes(Vote.ABSTAINS) if kept else 0,
        "decision": case.decisions.filter(commission=commission).first(),
        "rows": matrix(case),
        "citations": reading.commission_citations(of(case)),
    }


def register_line(case: RecognitionCase) -> dict[str, Any]:
    """What the registrar's line shows. Raises `NotFound("recognition.not-decided")` before the decision."""
    decision = decision_taken(case)
    if decision is None:
        raise NotFound("recognition.not-decided")
    content = reading.holding_content(decision)
    return {
        "case": case,
        "decision": decision,
        "result": content["result"],
        "findings": reading.findings(case, content),
        "minutes_number": minutes_number(decision),
    }


def letter_parts(case: RecognitionCase, site: str, language: str) -> Letter:
    """The letter for the PDF, in one language. Raises as `letter`."""
    shown = letter(case)
    decision, content = shown["decision"], shown["content"]
    title = choose(case.target["titles"], language)[0]
    rows = tuple(
        (
            choose(one["text"], language)[0],
            say(f"recognition.finding.{'yes' if one['recognised'] else 'no'}", language),
            _reason(one, language),
        )
        for one in shown["findings"]
    )
    parts: list[Part] = [
        Paragraph(shown["asked"]),
        Table(
            (
                say("recognition.letter.outcome", language),
                say("recognition.letter.decision", language),
                say("recognition.letter.reason", language),
            ),
            rows,
            (4, 2, 5),
        ),
    ]
    if shown["reasons"]:
        parts.append(Paragraph(say("recognition.letter.reasons", language, reasons=shown["reasons"])))
    if lines := track_of(case).letter(case, language):
        parts.append(Points(tuple(lines)))
    if decision.credits:
        given = in_credits(decision.credits, language)
        parts.append(Paragraph(say("recognition.letter.credits", language, credits=given)))
    elif shown["result"] == "recognise-in-part" and case.discipline_id is not None:
        parts.append(Paragraph(say("recognition.letter.exempt", language)))
    if content.get("advice"):
        parts.append(Paragraph(say("recognition.letter.next", language, advice=content["advice"])))
    if shown["appeal_until"]:
        parts.append(
            Paragraph(
                say(
                    "recognition.letter.appeal",
                    language,
                    due=day(shown["appeal_until"], language),
                    organisation=choose(case.organisation.names, language)[0],
                )
            )
        )
    parts += [
        Paragraph(basis_in(case, language)),
        Signatures(tuple(_signing(decision, language))),
    ]
    decided = timezone.localtime(decision.decided_at)
    return Letter(
        language=language,
        sender=(
            choose(case.organisation.names, language)[0],
            say(spoken(case, "recognition.statement.commission"), language),
        ),
        heading=f"{say(track_of(case).results + shown['result'], language)}: {title}",
        parts=tuple(parts),
        made_at=decision.decided_at.astimezone(UTC),
        reference=(f"№ {shown['minutes_number']}", day(decided.date(), language)),
        addressee=(case.claimant.name(language),),
        foot=say("recognition.letter.foot", language, case=case.number),
        address=f"{site}{reverse('recognition:case', args=[case.public_id])}",
        mark=across(case, language),
    )


def _reason(one: Mapping[str, Any], language: str) -> str:
    """The reason of a finding, and why it departs from the assessor's where it does: without that it reads as a contradiction."""
    if not one.get("departs"):
        return str(one["reasons"])
    return say("recognition.minutes.departs", language, reasons=one["reasons"], departs=one["departs"])


def _asked(case: RecognitionCase, language: str) -> str:
    """What the claimant asked for: a discipline, or something else by its title alone."""
    code = "recognition.letter.asked" if case.discipline_id else "recognition.letter.asked-other"
    own = spoken(case, "recognition.letter.asked")
    title = choose(case.target["titles"], language)[0]
    return say(code if own == "recognition.letter.asked" else own, language, discipline=title)


def _signing(decision: Decision, language: str) -> Iterator[tuple[str, str]]:
    """Who stands under the letter: the chair and the secretary, or who put in force what it was decided by."""
    commission = decision.commission
    if commission is None:
        yield say(spoken(decision.case, IN_FORCE), language), decision.by.name(language)
        return
    yield say("recognition.office.chair", language), decision.by.name(language)
    yield say("recognition.office.secretary", language), commission.secretary.name(language)
