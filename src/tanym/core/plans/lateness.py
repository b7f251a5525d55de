"""What is late on a day, for how long nobody has reported, and of what people are reminded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tanym.core.plans.item import Terms
from tanym.core.plans.status import Status

WEEK = timedelta(days=7)
MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Lateness:
    """An item on a day: `days` past its last day, `silent` days of them without a report; nought where it is not late."""

    days: int = 0
    silent: int = 0
    escalates: bool = False

    @property
    def late(self) -> bool:
        """Whether the last day is over and the work is not."""
        return self.days > 0


def lateness(terms: Terms, status: Status, reported: date | None, on: date, silence: int) -> Lateness:
    """How late an item is. It escalates after more than `silence` days without a report past its last day.

    `reported` is the day of the last report, whatever its reviewer said of it. An item without a last day is not late.
    """
    if terms.deadline is None or status is Status.COMPLETED or on <= terms.deadline:
        return Lateness()
    silent = (on - _heard(terms.deadline, reported)).days
    return Lateness((on - terms.deadline).days, silent, silent > silence)


class Notice(StrEnum):
    """What a reminder says."""

    MONTH_LEFT = "month-left"
    WEEK_LEFT = "week-left"
    MILESTONE = "milestone"
    OVERDUE = "overdue"
    ESCALATED = "escalated"


@dataclass(frozen=True, slots=True, order=True)
class Reminder:
    """A reminder that is due: what it says and the day that it speaks of. The two together are sent once."""

    notice: Notice
    about: date


def reminders(
    terms: Terms, status: Status, reported: date | None, on: date, silence: int
) -> tuple[Reminder, ...]:
    """What the people of an item are to be reminded of on a day, the most urgent word for each thing only.

    However often it is asked, the same word for the same day is the same reminder: a deadline that was moved is
    reminded of anew, a silence that goes on once each `silence` days. Days before are our own choice.
    """
    if terms.deadline is None or status is Status.COMPLETED:
        return ()
    late = lateness(terms, status, reported, on, silence)
    if late.escalates:
        periods = (late.silent - 1) // max(silence, 1)
        since = _heard(terms.deadline, reported) + timedelta(days=periods * max(silence, 1))
        return (Reminder(Notice.ESCALATED, since),)
    if late.late:
        return (Reminder(Notice.OVERDUE, terms.deadline),)
    found = [
        Reminder(Notice.MILESTONE, one.due)
        for one in terms.milestones
        if one.reached is None and one.due != terms.deadline and on <= one.due <= on + WEEK
    ]
    left = terms.deadline - on
    if left <= MONTH:
        found.append(Reminder(Notice.WEEK_LEFT if left <= WEEK else Notice.MONTH_LEFT, terms.deadline))
    return tuple(sorted(set(found)))


def _heard(deadline: date, reported: date | None) -> date:
    return max(deadline, reported) if reported else deadline
