"""Meetings with a claimant as more than one act plans them: the interview, an assessment, the parts of an exam."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import day, say
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.addresses import page_address
from tanym.apps.recognition.assessing import declared
from tanym.apps.recognition.models import Meeting, RecognitionCase
from tanym.apps.recognition.pending import OFFICE
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import parties
from tanym.apps.recognition.tracks import track_of
from tanym.core.kernel import icalendar
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.kernel.localized import LANGUAGES, choose

WHAT = ("interview", "assessment")
"""What a meeting is for, where the track does not say it by its own stages."""

IDENTITIES = ("document", "digital-document", "camera")
"""How somebody was identified: the kind of the document that was seen, never its number."""

ONLINE_ONLY = frozenset({"camera"})
ABSENCES = ("none", "excused")
"""Why a claimant did not come: without a word, or with a reason that was said."""

LONGEST = 600
NUMBER = re.compile(r"\d[\d\s-]{4,}\d")
"""What looks like the number of a document; days and hours have fewer digits in a row."""


def place_meeting(
    case: RecognitionCase,
    what: str,
    *,
    actor: Person,
    at: datetime,
    begins_at: datetime,
    place: str,
    online: bool,
    minutes: int = 60,
    attempt: int = 1,
) -> Meeting:
    """Write the meeting; one for the same that was planned before is marked as moved.

    Raises `InvalidValue` (`recognition.meeting-place`, `recognition.meeting-past`, `recognition.meeting-long`).
    """
    if not place.strip():
        raise InvalidValue("recognition.meeting-place")
    if begins_at <= at:
        raise InvalidValue("recognition.meeting-past")
    if not 0 < minutes <= LONGEST:
        raise InvalidValue("recognition.meeting-long", most=LONGEST)
    planned = case.meetings.filter(what=what, attempt=attempt, state="planned")
    planned.update(state="moved", recorded_by=actor, recorded_at=at)
    return Meeting.objects.create(
        case=case,
        what=what,
        attempt=attempt,
        begins_at=begins_at,
        minutes=minutes,
        place=place.strip(),
        online=online,
        planned_by=actor,
        planned_at=at,
    )


def still_planned(case: RecognitionCase, meeting: Meeting) -> Meeting:
    """The meeting as it is now, neither held nor missed. Raises `Refused("recognition.meeting-over")`; the case is locked."""
    found: Meeting | None = case.meetings.filter(pk=meeting.pk, state="planned").first()
    if found is None:
        raise Refused("recognition.meeting-over")
    return found


def identify(meeting: Meeting, *, actor: Person, at: datetime, identity: str, words: str) -> None:
    """The meeting is held with who was identified in this way.

    Raises `InvalidValue` (`recognition.identity-way`, `recognition.identity-number`), `Refused("recognition.meeting-later")`.
    """
    if timezone.localdate(meeting.begins_at) > timezone.localdate(at):
        raise Refused("recognition.meeting-later", on=timezone.localdate(meeting.begins_at).isoformat())
    if identity not in IDENTITIES or (identity in ONLINE_ONLY and not meeting.online):
        raise InvalidValue("recognition.identity-way")
    if NUMBER.search(words):
        raise InvalidValue("recognition.identity-number")
    meeting.state, meeting.identity, meeting.identity_words = "held", identity, words.strip()
    meeting.recorded_by, meeting.recorded_at = actor, at
    meeting.save()


def may_arrange(case: RecognitionCase, person: Person, at: datetime) -> bool:
    """Whether this person plans and records meetings of the case now: the office, or who assesses it and may."""
    if track_of(case).own_meetings or of(case).procedure.stages[case.stage].waits_for != "assessor":
        return False
    mine = {*parties(case, person, timezone.localdate(at))}
    return bool(OFFICE & mine) or ("assessor" in mine and declared(case, person) == "none")


def arranging(case: RecognitionCase, person: Person, at: datetime) -> None:
    """Raise `Refused("case.not-now")`, `Refused("recognition.declare-first")` or `NotPermitted("case.not-yours")`."""
    if track_of(case).own_meetings or of(case).procedure.stages[case.stage].waits_for != "assessor":
        raise Refused("case.not-now", step="", stage=case.stage)
    mine = {*parties(case, person, timezone.localdate(at))}
    if not (OFFICE | {"assessor"}) & mine:
        raise NotPermitted("case.not-yours", step="", party="assessor")
    if not OFFICE & mine and declared(case, person) != "none":
        raise Refused("recognition.declare-first")


def identified(case: RecognitionCase) -> Meeting | None:
    """The latest meeting at which the claimant was identified."""
    return case.meetings.filter(state="held").exclude(identity="").last()


def tell(case: RecognitionCase, meeting: Meeting, code: str, *, at: datetime) -> None:
    """A letter about a meeting to the claimant, in every language: when, in whose time, where."""
    begins = timezone.localtime(meeting.begins_at)
    subject, body = (
        {
            language: say(
                f"{code}.{part}",
                language,
                case=case.number,
                target=choose(case.target["titles"], language)[0],
                on=day(begins.date(), language),
                time=f"{begins:%H:%M} ({meeting.zone})",
                place=meeting.place,
                minutes=str(meeting.minutes),
            )
            for language in LANGUAGES
        }
        for part in ("subject", "body")
    )
    send(
        to=case.claimant,
        at=at,
        about=f"recognition.case:{case.public_id}",
        subject=subject,
        body=body,
        address=page_address("recognition:case", case.public_id),
    )


def invite(case: RecognitionCase, meeting: Meeting, *, at: datetime) -> None:
    """Tell the claimant when and where."""
    tell(case, meeting, f"recognition.invited-{meeting.what}", at=at)


def as_calendar(meeting: Meeting, language: str, *, at: datetime) -> bytes:
    """The meeting as a file for a calendar; a new time replaces the old one of the same kind."""
    case = meeting.case
    title = say(f"recognition.meeting.{meeting.what}", language).capitalize()
    one = icalendar.Meeting(
        uid=f"{case.public_id}-{meeting.what}-{meeting.attempt}@tanym",
        begins=meeting.begins_at,
        ends=meeting.begins_at + timedelta(minutes=meeting.minutes),
        summary=f"{title}: {choose(case.target['titles'], language)[0]}",
        where=meeting.place,
        url=f"{settings.TANYM.address}/{language}{page_address('recognition:case', case.public_id)}",
    )
    return icalendar.calendar(title, [one], stamp=at, language=language)
