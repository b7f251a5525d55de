"""When a consultation takes contributions, when it is being answered, and whether its time is long enough."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from tanym.core.kernel.errors import InvalidValue, Refused

LONGEST_DAYS = 366
"""A period longer than a year and a day is a slip of the pen."""


class Stage(StrEnum):
    """Where a consultation stands; follows from its days and from whether somebody has closed it."""

    ANNOUNCED = "announced"
    OPEN = "open"
    ANSWERING = "answering"
    CLOSED = "closed"


def stage(opens: date, ends: date, on: date, *, closed: bool = False) -> Stage:
    """The stage on a day; `ends` is the last day on which anybody may write."""
    if closed:
        return Stage.CLOSED
    if on < opens:
        return Stage.ANNOUNCED
    return Stage.OPEN if on <= ends else Stage.ANSWERING


def check_period(opens: date, ends: date, on: date) -> None:
    """Raise `InvalidValue` for a period that cannot be announced on this day.

    Codes: `consultation.ends-before-opening`, `consultation.opens-in-the-past`, `consultation.period-too-long`.
    """
    if ends < opens:
        raise InvalidValue("consultation.ends-before-opening")
    if opens < on:
        raise InvalidValue("consultation.opens-in-the-past")
    if ends - opens > timedelta(days=LONGEST_DAYS):
        raise InvalidValue("consultation.period-too-long", days=LONGEST_DAYS)


def check_extension(ends: date, later: date, on: date) -> None:
    """Raise unless the new last day is after the old one and not in the past: a period is never cut short by this.

    `InvalidValue`: `consultation.no-extension`, `consultation.period-too-long`.
    """
    if later <= ends or later < on:
        raise InvalidValue("consultation.no-extension")
    if later - on > timedelta(days=LONGEST_DAYS):
        raise InvalidValue("consultation.period-too-long", days=LONGEST_DAYS)


def days(opens: date, ends: date) -> int:
    """Calendar days on which people may write, both ends counted."""
    return (ends - opens).days + 1


def require_open(at: Stage) -> None:
    """Raise `Refused` unless contributions are taken: `consultation.not-yet-open`, `consultation.over`."""
    if at is Stage.ANNOUNCED:
        raise Refused("consultation.not-yet-open")
    if at is not Stage.OPEN:
        raise Refused("consultation.over")


def require_unclosed(at: Stage) -> None:
    """Raise `Refused("consultation.closed")` where nothing may be changed any more."""
    if at is Stage.CLOSED:
        raise Refused("consultation.closed")
