"""How an entry of a register stood on a day, told from the changes that were recorded of it.

Two days matter: the day that is asked about, and the day up to which the register was known. A suspension that was
recorded in May and holds from April is seen by who asks in June about April; who asks what was known in April sees none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from tanym.core.kernel.errors import InvalidValue, Refused


class Act(StrEnum):
    """What a change does to an entry."""

    ENTERED = "entered"
    AMENDED = "amended"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"
    WITHDRAWN = "withdrawn"
    ANNULLED = "annulled"


class Status(StrEnum):
    """How an entry stands on a day."""

    NOT_YET = "not-yet"
    IN_FORCE = "in-force"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    ANNULLED = "annulled"


@dataclass(frozen=True, slots=True)
class Change:
    """One recorded act. `number` is the order of recording, `since` the day from which it takes effect.

    `until` is the last day: of the entry itself where it was entered or amended, of the suspension where it was
    suspended; elsewhere None. `content` is the whole content from then on where it was entered or amended.
    """

    number: int
    act: Act
    since: date
    recorded_on: date
    until: date | None = None
    content: Mapping[str, object] = field(default_factory=dict)
    reason: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry on a day: the interval of the entry itself, what it says, and the change that decides its status."""

    status: Status
    since: date
    until: date | None
    content: Mapping[str, object]
    because: Change

    @property
    def in_force(self) -> bool:
        """Whether it gives its right on that day."""
        return self.status is Status.IN_FORCE


@dataclass(frozen=True, slots=True)
class Interval:
    """Days of one status, both included; `until` None: from then on."""

    status: Status
    since: date
    until: date | None

    def covers(self, day: date) -> bool:
        """Whether `day` lies inside."""
        return self.since <= day and (self.until is None or day <= self.until)


GIVEN = frozenset({Status.IN_FORCE, Status.SUSPENDED, Status.EXPIRED})
"""How an entry stands that has given its right once."""

CONTENT = frozenset({Act.ENTERED, Act.AMENDED})
"""The acts that say what the entry says, and how long it holds."""


def standing(changes: Iterable[Change], on: date, known_on: date | None = None) -> Standing | None:
    """How the entry stood on the day `on`, by what was recorded until the day `known_on` (None: until now).

    None where nothing was recorded by then. An annulled entry was made in error: it stood on no day.
    """
    known = _known(changes, known_on)
    if not known:
        return None
    first = known[0]
    annulled = next((one for one in known if one.act is Act.ANNULLED), None)
    if annulled is not None:
        return Standing(Status.ANNULLED, first.since, first.until, first.content, annulled)
    found = Standing(Status.NOT_YET, first.since, first.until, first.content, first)
    pause: Change | None = None
    for one in known:
        if one.since > on:
            break
        if one.act in CONTENT:
            since = found.since if one.act is Act.AMENDED else one.since
            found = replace(found, since=since, until=one.until, content=one.content)
        if one.act is not Act.AMENDED:
            pause = one if one.act is Act.SUSPENDED else None
            found = replace(found, because=one)
        found = replace(found, status=_STATUS.get(one.act, found.status))
    return _on(found, pause, on)


def timeline(
    changes: Iterable[Change],
    known_on: date | None = None,
    gives: Callable[[Mapping[str, object]], bool] | None = None,
) -> tuple[Interval, ...]:
    """The whole way of an entry as intervals of one status that follow each other without a gap, the first act first.

    It begins with the day of entry; an annulled entry is annulled from that day on. With `gives` it is the way of one
    right: while the content does not give it, the right is not there yet, or taken out again.
    """
    known = _known(changes, known_on)
    if not known:
        return ()
    turns = {one.since for one in known}
    turns |= {one.until + timedelta(days=1) for one in known if one.until and one.until < date.max}
    found: list[Interval] = []
    for day in sorted(turn for turn in turns if turn >= known[0].since):
        now = standing(known, day)
        assert now is not None
        status = now.status
        if gives and status in (Status.IN_FORCE, Status.SUSPENDED) and not gives(now.content):
            status = Status.WITHDRAWN if any(one.status in GIVEN for one in found) else Status.NOT_YET
        if found and found[-1].status is status:
            continue
        if found:
            found[-1] = replace(found[-1], until=day - timedelta(days=1))
        found.append(Interval(status, day, None))
    return tuple(found)


def admit(changes: Sequence[Change], new: Change) -> None:
    """Whether a change may be recorded after the others. The register is never rewritten: acts follow each other.

    Raises `InvalidValue("register.interval")` where it ends before it starts, `Refused` with `register.not-entered`,
    `register.entered-already`, `register.annulled`, `register.withdrawn-already`, `register.before-last-change`,
    `register.not-in-force` or `register.not-suspended`.
    """
    if new.until is not None and new.until < new.since:
        raise InvalidValue("register.interval", since=new.since, until=new.until)
    if new.act is Act.ENTERED:
        if changes:
            raise Refused("register.entered-already")
        return
    if not changes:
        raise Refused("register.not-entered")
    before = standing(changes, new.since)
    assert before is not None
    if before.status is Status.ANNULLED:
        raise Refused("register.annulled")
    if any(one.act is Act.WITHDRAWN for one in changes) and new.act is not Act.ANNULLED:
        raise Refused("register.withdrawn-already", since=_last(changes).since)
    if new.act is Act.ANNULLED:
        return
    if new.since < _last(changes).since:
        raise Refused("register.before-last-change", since=_last(changes).since)
    allowed = _FROM[new.act]
    if before.status not in allowed:
        code = "register.not-suspended" if new.act is Act.REINSTATED else "register.not-in-force"
        raise Refused(code, on=new.since, status=f"register.status.{before.status}")


_STATUS: Mapping[Act, Status] = {
    Act.ENTERED: Status.IN_FORCE,
    Act.REINSTATED: Status.IN_FORCE,
    Act.SUSPENDED: Status.SUSPENDED,
    Act.WITHDRAWN: Status.WITHDRAWN,
}
_FROM: Mapping[Act, frozenset[Status]] = {
    Act.AMENDED: frozenset(
        {Status.IN_FORCE, Status.SUSPENDED, Status.EXPIRED}
    ),  # expired: a renewal that came late
    Act.SUSPENDED: frozenset({Status.IN_FORCE}),
    Act.REINSTATED: frozenset({Status.SUSPENDED}),
    Act.WITHDRAWN: frozenset({Status.IN_FORCE, Status.SUSPENDED}),
}


def _known(changes: Iterable[Change], known_on: date | None) -> list[Change]:
    """What was recorded by then, in the order in which it takes effect."""
    known = (one for one in changes if known_on is None or one.recorded_on <= known_on)
    return sorted(known, key=lambda one: (one.act is not Act.ENTERED, one.since, one.number))


def _on(found: Standing, pause: Change | None, on: date) -> Standing:
    """What a fixed end does: of a suspension that is over, and of the entry itself."""
    if found.status is Status.SUSPENDED and pause is not None and pause.until and on > pause.until:
        found = replace(found, status=Status.IN_FORCE)
    if found.status in (Status.IN_FORCE, Status.SUSPENDED) and found.until and on > found.until:
        return replace(found, status=Status.EXPIRED)
    return found


def _last(changes: Sequence[Change]) -> Change:
    return max(changes, key=lambda one: (one.since, one.number))
