"""Where the claimant came: meetings with who was identified how, and what was arranged for what the claimant needs."""

from __future__ import annotations

from datetime import date

from tanym.adapters.dossier import Facts, Section
from tanym.adapters.pdf import Heading, Part
from tanym.apps.accounts.models import Person
from tanym.apps.recognition.adjustments import may_read
from tanym.apps.recognition.case_papers.teller import Teller
from tanym.apps.recognition.meetings import ABSENCES
from tanym.apps.recognition.models import Adjustment, Meeting, RecognitionCase

Parts = list[Part | Facts]


def meetings(case: RecognitionCase, reader: Person, on: date, tell: Teller) -> Section | None:
    """Each meeting: when, where, whether it was held, how the claimant was identified; None where none was planned.

    Why somebody did not come, and what was said of the document, is for those who may read what the claimant needs.
    """
    planned = list(case.meetings.select_related("planned_by", "recorded_by"))
    if not planned:
        return None
    closely, parts = may_read(case, reader, on), Parts()
    for number, one in enumerate(planned, 1):
        what = tell.code(f"recognition.meeting.{one.what}")
        parts += [Heading(f"{number}. {what[:1].upper()}{what[1:]}"), _meeting(one, tell, closely)]
    return Section(tell("part.meetings"), tuple(parts))


def needs(case: RecognitionCase, reader: Person, on: date, tell: Teller) -> Section | None:
    """What the claimant asked for and what the office arranged; None where nothing was, or this reader may not read it."""
    asked = list(case.adjustments.select_related("decided_by")) if may_read(case, reader, on) else []
    if not asked:
        return None
    parts = Parts()
    for number, one in enumerate(asked, 1):
        parts += [Heading(f"{number}. {tell.day(one.asked_at)}"), _need(one, tell)]
    return Section(tell("part.needs"), tuple(parts))


def _meeting(one: Meeting, tell: Teller, closely: bool) -> Facts:
    absence = f"{tell.code(f'recognition.absence.{one.absence}')}. " if one.absence in ABSENCES else ""
    identified = tell.code(f"recognition.identity.{one.identity}") if one.identity else ""
    if identified and closely and one.identity_words:
        identified = f"{identified}; {one.identity_words}"
    return tell.facts(
        (
            ("when", tell("meeting-when", at=tell.moment(one.begins_at), zone=one.zone, minutes=one.minutes)),
            ("where", f"{tell('online')}: {one.place}" if one.online else one.place),
            ("standing", tell.code(f"recognition.meeting-state.{one.state}")),
            ("identified", identified),
            ("absence", f"{absence}{one.absence_paper}".strip() if closely else ""),
            ("planned-by", f"{tell.name(one.planned_by)}, {tell.day(one.planned_at)}"),
            (
                "recorded-by",
                f"{tell.name(one.recorded_by)}, {tell.day(one.recorded_at)}" if one.recorded_by else "",
            ),
        )
    )


def _need(one: Adjustment, tell: Teller) -> Facts:
    decided = tell.code(f"recognition.adjustment.{one.decision}") if one.decision else tell("need-open")
    return tell.facts(
        (
            ("need-asked", one.asked.strip()),
            ("need-decided", decided),
            ("reasons", one.reasons.strip()),
            ("by", f"{tell.name(one.decided_by)}, {tell.day(one.decided_at)}" if one.decided_by else ""),
        )
    )
