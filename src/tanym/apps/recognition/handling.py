"""How a case was handled, read from its record: what the applicant was told, which terms ran, what was asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.utils import timezone

from tanym.apps.clocks.proceedings import Proceeding
from tanym.apps.clocks.queries import of_subject
from tanym.apps.qualifications.entitlement import right_of
from tanym.apps.recognition.attesting import said_facts
from tanym.apps.recognition.held import held
from tanym.apps.recognition.models import EvidenceItem, RecognitionCase
from tanym.apps.recognition.pinning import Record, of
from tanym.apps.recognition.precedents import precedents
from tanym.apps.recognition.tracks import track_of
from tanym.core.procedures.table import Step
from tanym.core.recognition.facts import Delay, Handling
from tanym.core.recognition.file import RecognitionFile
from tanym.core.recognition.routing import Route, Shown, route_by_rule

TOLD = frozenset({"procedure", "documents", "time", "fee", "appeal"})
"""What the card "Before you send it" of the application page tells (`recognition/_before.html`)."""

AGREED = frozenset({"steps", "cost", "duration", "results", "data-use"})
"""What a claimant agrees to who says to have read it, of free will (`forms.application.SubmitForm`)."""

SEEN = frozenset({"status", "terms", "history"})
"""What the page of a case shows the claimant at any time."""

DECIDES = frozenset({"majority", "decision-consistent"})
"""The guards of a step that takes a decision, whether a commission takes it or an examiner."""

ENTRY = {"age": "entry.age-lowest", "experience": "entry.experience-fewest"}
"""Condition of entry → the value by which a pack would set it; no pack in force, no condition (VL-13)."""


def handling(record: Record, file: RecognitionFile, on: date) -> Handling:
    """The handling of a case, or of the case that an appeal is against."""
    case = record if isinstance(record, RecognitionCase) else record.of
    proceeding = of(case)
    track = track_of(case)
    informed = timezone.localdate(case.informed_at) if case.informed_at else None
    found = Handling(
        kind=track.kind,
        purpose=case.purpose,
        route=Route.VALIDATION,
        route_by_rule=route_by_rule(_shown(item, case) for item in case.evidence.select_related("award")),
        submitted_on=timezone.localdate(case.submitted_at) if case.submitted_at else None,
        told_on=informed,
        told=(TOLD if informed else frozenset()) if case.submitted_at else None,
        agreed_to=(AGREED if informed else frozenset()) if case.submitted_at else None,
        receipt_told_on=_day_of(case, proceeding, lambda row: "received" in row.letters),
        shown_to_applicant=SEEN,
        may=_may(proceeding),
        documents_asked=frozenset(proceeding.procedure.documents) | frozenset(case.missing),
        documents_without_reason=_without_reason(case, proceeding),
        clock_started_on=_clock_started_on(case, proceeding),
        delays=_delays(case),
        entry_conditions_answered=frozenset(
            name for name, value in ENTRY.items() if value not in proceeding.stack.values
        ),
        precedents=precedents(case, on) if file.decision else None,
        appeal_follows=_appeal_follows(record, file, proceeding),
        attested=said_facts(case, on),
        **_status_sources(case),
    )
    return replace(found, **track.handling(case, on))


def _delays(case: RecognitionCase) -> dict[str, Delay]:
    """Every extension of a term of the case, with what the letter told the applicant and whether in time."""
    return {
        one.clock: Delay(one.extended_because, one.extended_until, one.extended_on <= one.extended_from)
        for one in of_subject(held(case).subject).exclude(extended_until=None)
    }


def _shown(item: EvidenceItem, case: RecognitionCase) -> Shown:
    """What is known of an item: an award's record says it, of other papers nobody has read level or credits."""
    if item.award is None:
        return Shown()
    body, record = item.award.awarding_body, item.award.record
    return Shown(
        from_abroad=body.country != case.organisation.country,
        recognised_body=right_of(item.award).entitled,
        level=bool(record.get("level")),
        credits=bool(record.get("ects")),
        external_quality=bool(body.quality),
    )


def _status_sources(case: RecognitionCase) -> dict[str, frozenset[str]]:
    """Which sources tell how the bodies of the awards among the evidence stood on the day of the award (RC-08)."""
    awards = [item.award for item in case.evidence.select_related("award") if item.award]
    if not awards:
        return {}
    rights = [right_of(award) for award in awards]
    registers = {line.register for right in rights for line in right.lines}
    reviewed = {"quality-review"} if all(award.awarding_body.quality for award in awards) else set()
    return {
        "status_sources": frozenset(registers | reviewed),
        "status_sources_official": frozenset(registers),
    }


def _day_of(case: RecognitionCase, proceeding: Proceeding, wanted: Callable[[Step], bool]) -> date | None:
    """The first day on which a step of this sort was taken."""
    names = {row.do for row in proceeding.procedure.steps if wanted(row)}
    events = case.events.filter(procedure=proceeding.procedure.id, step__in=names)
    first = events.order_by("at", "pk").first()
    return timezone.localdate(first.at) if first else None


def _clock_started_on(case: RecognitionCase, proceeding: Proceeding) -> date | None:
    """Since when the term runs that the decision stops."""
    decisions = [row for row in proceeding.procedure.steps if DECIDES & {call.name for call in row.guards}]
    ended = {clock for row in decisions for clock in row.stops}
    return _day_of(case, proceeding, lambda row: bool(ended & set(row.starts)))


def _may(proceeding: Proceeding) -> frozenset[str]:
    """A claimant's papers stay in My documents; whether one may stop, the procedure says."""
    stops = any(row.do == "withdraw" for row in proceeding.procedure.steps)
    return frozenset({"keep-documents", *(("stop",) if stops else ())})


def _without_reason(case: RecognitionCase, proceeding: Proceeding) -> frozenset[str]:
    if case.missing_because.strip():
        return frozenset()
    return frozenset(case.missing) - frozenset(proceeding.procedure.documents)


def _appeal_follows(record: Record, file: RecognitionFile, proceeding: Proceeding) -> bool | None:
    """Whether an appeal can follow the decision, as its letter then says; after an appeal the record does not tell."""
    if not isinstance(record, RecognitionCase) or file.decision is None:
        return None
    row = proceeding.procedure.row(record.stage, str(file.decision.result))
    stage = row.target(record.stage) if row else record.stage
    return any(one.do == "appeal" for one in proceeding.procedure.steps_from(stage))
