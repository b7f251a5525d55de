"""Whether what stands in the sample country happened in an order in which it can have happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise

from django.utils import timezone

from tanym.apps.audit.models import Act
from tanym.apps.letters.models import Letter
from tanym.apps.recognition.models import RecognitionCase

Moment = date | datetime | None


def out_of_order() -> list[str]:
    """What lies before something that it follows from, in words; nothing where every date is in its order."""
    return [*_acts(), *_letters(), *(line for case in RecognitionCase.objects.all() for line in _case(case))]


def _acts() -> Iterator[str]:
    """The journal is written as things happen: of one thing no act lies before the act written before it."""
    for subject in Act.objects.order_by().values_list("subject", flat=True).distinct():
        for before, after in pairwise(Act.objects.filter(subject=subject).order_by("number")):
            yield from _later(f"{before.action}, {after.action}", before.at, after.at)


def _letters() -> Iterator[str]:
    """No letter about a thing lies before the first act on it, none is read before it was sent."""
    for one in Letter.objects.all():
        first = Act.objects.filter(subject=one.about).order_by("number").first()
        yield from _later(f"letter {one.subject['en']}", first.at if first else None, one.sent_at)
        yield from _later(f"read {one.subject['en']}", one.sent_at, one.read_at)


def _case(case: RecognitionCase) -> Iterator[str]:
    days = (case.opened_at, case.submitted_at, case.complete_on, case.decided_on, case.credits_entered_on)
    for before, after in pairwise([one for one in days if one]):
        yield from _later(f"{case.number}: opened, submitted, complete, decided, entered", before, after)
    for item in case.evidence.all():
        yield from _later(f"{case.number}: evidence of a later day", item.dated, item.added_at)
    for one in case.meetings.all():
        yield from _later(f"{case.number}: meeting planned, begins", one.planned_at, one.begins_at)
        if one.state == "held":
            yield from _later(f"{case.number}: meeting begins, recorded", one.begins_at, one.recorded_at)
    for taken in case.decisions.select_related("commission", "award"):
        sat = taken.commission
        for seat in sat.seats.all() if sat else ():
            yield from _later(f"{case.number}: seated, voted", sat.seated_at if sat else None, seat.voted_at)
            yield from _later(f"{case.number}: voted, decided", seat.voted_at, taken.decided_at)
        yield from _later(f"{case.number}: minutes, decided", sat.held_at if sat else None, taken.decided_at)
        given = taken.award.conferred_on if taken.award else None
        yield from _later(f"{case.number}: decided, conferred", taken.decided_at, given)


def _later(what: str, before: Moment, after: Moment) -> Iterator[str]:
    if before is None or after is None:
        return
    if isinstance(before, datetime) and isinstance(after, datetime):
        wrong = before > after
    else:
        wrong = _day(before) > _day(after)
    if wrong:
        yield f"{what}: {before} > {after}"


def _day(one: date | datetime) -> date:
    return timezone.localdate(one) if isinstance(one, datetime) else one
