"""Which edition of a standard, framework or profession held on a day, as it was known on another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tanym.core.kernel.errors import InvalidValue, Refused


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: `since` and `until` are its first and last day; a withdrawal takes effect from `withdrawn_from`."""

    number: int
    since: date
    recorded_on: date
    until: date | None = None
    withdrawn_from: date | None = None
    withdrawal_recorded_on: date | None = None

    def ended_on(self, known_on: date) -> date | None:
        """The last day by itself, as it was known then: of its term, or the day before its withdrawal."""
        withdrawn = self.withdrawn_from
        if withdrawn is None or (self.withdrawal_recorded_on or withdrawn) > known_on:
            return self.until
        last = withdrawn - timedelta(days=1)
        return last if self.until is None else min(last, self.until)


class Condition(StrEnum):
    """How an edition stands on a day."""

    NOT_YET = "not-yet"
    IN_FORCE = "in-force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


def in_force(editions: Sequence[Edition], on: date, known_on: date | None = None) -> Edition | None:
    """The edition that held on a day: the one that began last, unless its term was over or it was withdrawn."""
    begun = [one for one in known(editions, known_on) if one.since <= on]
    if not begun:
        return None
    latest = max(begun, key=lambda one: (one.since, one.number))
    end = latest.ended_on(known_on or date.max)
    return latest if end is None or on <= end else None


def condition(
    editions: Sequence[Edition], edition: Edition, on: date, known_on: date | None = None
) -> Condition:
    """How one of the editions stands on a day."""
    if on < edition.since:
        return Condition.NOT_YET
    later = [
        one
        for one in known(editions, known_on)
        if one.since <= on and (one.since, one.number) > (edition.since, edition.number)
    ]
    if later:
        return Condition.SUPERSEDED
    end = edition.ended_on(known_on or date.max)
    if end is None or on <= end:
        return Condition.IN_FORCE
    return Condition.EXPIRED if end == edition.until else Condition.WITHDRAWN


def last_day(editions: Sequence[Edition], edition: Edition, known_on: date | None = None) -> date | None:
    """The last day on which an edition held or will hold; None: nobody has ended it."""
    ends = [edition.ended_on(known_on or date.max)]
    ends += [
        one.since - timedelta(days=1)
        for one in known(editions, known_on)
        if (one.since, one.number) > (edition.since, edition.number)
    ]
    return min((one for one in ends if one is not None), default=None)


def known(editions: Sequence[Edition], known_on: date | None) -> list[Edition]:
    """The editions that were recorded by a day; all of them where none is named."""
    return [one for one in editions if known_on is None or one.recorded_on <= known_on]


def admit(editions: Sequence[Edition], new: Edition) -> None:
    """Whether a new edition can be added: it begins after every other, and ends, if at all, after it begins.

    Raises `InvalidValue("standard.interval")` or `Refused("standard.since-not-later")`.
    """
    if new.until is not None and new.until < new.since:
        raise InvalidValue("standard.interval", since=new.since, until=new.until)
    latest = max((one.since for one in editions), default=None)
    if latest is not None and new.since <= latest:
        raise Refused("standard.since-not-later", since=new.since, latest=latest)


def admit_withdrawal(edition: Edition, since: date) -> None:
    """Whether an edition can be withdrawn from a day on.

    Raises `Refused("standard.withdrawn")` and `InvalidValue("standard.interval")`.
    """
    if edition.withdrawn_from is not None:
        raise Refused("standard.withdrawn", since=edition.withdrawn_from)
    if since < edition.since or (edition.until is not None and since > edition.until):
        raise InvalidValue("standard.interval", since=edition.since, until=since)
