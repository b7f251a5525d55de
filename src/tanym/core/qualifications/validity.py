"""How long an approval holds, when it is to be reviewed again, and how the conditions that were attached to it stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tanym.core.kernel.periods import FirstDay, Period, Unit, last_day, later_months


class Standing(StrEnum):
    """How the re-review of what was approved stands on a day."""

    UNDATED = "undated"
    NOT_DUE = "not-due"
    SOON = "soon"
    OVERDUE = "overdue"
    LAPSED = "lapsed"  # the approval itself is over


class ConditionState(StrEnum):
    """How a condition stands on a day. Late is what nobody has answered after its last day."""

    OPEN = "open"
    ANSWERED = "answered"
    LATE = "late"
    FULFILLED = "fulfilled"


@dataclass(frozen=True, slots=True)
class Term:
    """The days of an approval: when it is reviewed next, and until when it holds; None where no pack gives one."""

    next_review_on: date | None
    valid_until: date | None


def term(
    last: date,
    every: Period | None,
    valid_for: Period | None,
    stated: date | None = None,
    first_day: FirstDay = FirstDay.NEXT_DAY,
) -> Term:
    """The days that follow an approval or a re-review on the day `last`.

    Whether that day counts is an argument (`term.first-day` of a pack): from 22.11.2026 three years end with
    22.11.2029 where the next day is the first that counts, with 21.11.2029 where the same day is.

    The next review is the earlier of what the pack asks (`review.interval`; MQ-34: ETF guide, at least once a year) and of
    what the author promised; what was promised for a day that is over counts no more.
    """
    asked = _end(last, every, first_day)
    promised = stated if stated is not None and stated > last else None
    days = [day for day in (asked, promised) if day is not None]
    return Term(min(days, default=None), _end(last, valid_for, first_day))


def standing(next_review_on: date | None, valid_until: date | None, on: date, warn: date | None) -> Standing:
    """How it stands on a day; `warn` is the day from which it comes soon (see `warning`)."""
    if valid_until is not None and on > valid_until:
        return Standing.LAPSED
    if next_review_on is None:
        return Standing.UNDATED
    if on > next_review_on:
        return Standing.OVERDUE
    return Standing.SOON if warn is not None and on >= warn else Standing.NOT_DUE


def warning(next_review_on: date | None, before: Period | None) -> date | None:
    """The first day of the time before a review in which its author is reminded."""
    if next_review_on is None or before is None or before.unit is Unit.WORKING_DAY:
        return None
    if before.unit is Unit.DAY:
        return next_review_on - timedelta(days=before.length)
    return later_months(next_review_on, -before.length * (12 if before.unit is Unit.YEAR else 1))


def condition_state(due_on: date, answered: bool, confirmed: bool, on: date) -> ConditionState:
    """How a condition stands. What was answered waits for the reviewer and is not late, whatever the day."""
    if confirmed:
        return ConditionState.FULFILLED
    if answered:
        return ConditionState.ANSWERED
    return ConditionState.LATE if on > due_on else ConditionState.OPEN


def may_award(retired_on: date | None, teach_out_on: date | None, decided_on: date) -> bool:
    """Whether what was learned may be awarded by a decision of that day: after retirement as long as it is taught out."""
    if retired_on is None or decided_on < retired_on:
        return True
    return teach_out_on is None or decided_on <= teach_out_on


def _end(event: date, period: Period | None, first_day: FirstDay) -> date | None:
    if period is None or period.unit is Unit.WORKING_DAY:
        return None
    return last_day(event, period, first_day)
