"""Standing recognition decisions: what was decided once counts for everybody who holds the same, until a day.

Order 152, p. 40, 42: an institution recognises and re-credits results of non-formal education by itself. A standing
decision is such an act of its own, put in force by people; nothing here decides on a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tanym.core.kernel.canonical import digest
from tanym.core.kernel.errors import InvalidValue, NotPermitted
from tanym.core.kernel.faults import Fault
from tanym.core.qualifications.design import LearningOutcome


class State(StrEnum):
    """How a standing decision stands on a day; only one that is in force gives anything to anybody."""

    PROPOSED = "proposed"  # nobody has put it in force
    COMING = "coming"  # its first day is still to come
    IN_FORCE = "in-force"
    SUSPENDED = "suspended"  # the decision that it follows from is under appeal
    TO_LOOK_AT = "to-be-looked-at"  # one side is no longer what was compared
    PASSED = "passed"  # its last day is over
    ENDED = "ended"  # the institution ended it, or another one took its place


@dataclass(frozen=True, slots=True)
class Source:
    """A micro-qualification that has to be held: the contents that count (`what_counts`), the latest version among them."""

    code: str
    covers: frozenset[str]
    latest: int


@dataclass(frozen=True, slots=True)
class Edition:
    """A published version of a micro-qualification: its number, what counts of it, its first day."""

    code: str
    number: int
    content: str
    published_on: date


@dataclass(frozen=True, slots=True)
class Held:
    """An award that a person holds: of which micro-qualification, with what contents, since when, whether annulled."""

    code: str
    content: str
    awarded_on: date
    annulled: bool = False


@dataclass(frozen=True, slots=True)
class StandingDecision:
    """Who holds every source has these outcomes of the target, from `since` to `until`, both days included.

    `target` is the digest of the discipline as it was compared, `of_target` all its outcomes. `changed_on` is the day
    since which the discipline was seen to be another; `appealed` says that the decision it follows from is under appeal. Raises `InvalidValue`: `standing.no-source`,
    `standing.source-twice`, `standing.no-outcome`, `standing.unknown-outcome`, `standing.term`.
    """

    sources: tuple[Source, ...]
    target: str
    of_target: frozenset[str]
    outcomes: frozenset[str]
    since: date
    until: date
    in_force_on: date | None = None
    ended_on: date | None = None
    changed_on: date | None = None
    appealed: bool = False

    def __post_init__(self) -> None:
        codes = [one.code for one in self.sources]
        if not codes or not all(one.covers for one in self.sources):
            raise InvalidValue("standing.no-source")
        if len({*codes}) != len(codes):
            raise InvalidValue("standing.source-twice")
        if not self.outcomes:
            raise InvalidValue("standing.no-outcome")
        if unknown := sorted(self.outcomes - self.of_target):
            raise InvalidValue("standing.unknown-outcome", outcome=unknown[0])
        if self.until < self.since:
            raise InvalidValue("standing.term", since=self.since.isoformat(), until=self.until.isoformat())

    @property
    def in_full(self) -> bool:
        """Whether it recognises every outcome of the target."""
        return self.outcomes == self.of_target


def what_counts(outcomes: Iterable[LearningOutcome], credits: int | None, level: int | None) -> str:
    """The digest of what a comparison rested on: outcomes in their words, credits (hundredths), level.

    Another title, price or assessment leaves it as it is; another word in an outcome does not.
    """
    texts = [{"id": one.id, "text": dict(one.text)} for one in outcomes]
    return digest({"outcomes": texts, "credits": credits, "level": level})


def broken_since(decision: StandingDecision, editions: Iterable[Edition], target: str) -> date | None:
    """The first day on which one side is another than was compared; None while both are what they were.

    A later version of a source breaks it from the day of its publication, unless what counts of it is the same.
    """
    by_code = {one.code: one for one in decision.sources}
    days = [
        one.published_on
        for one in editions
        if (source := by_code.get(one.code)) is not None
        and one.number > source.latest
        and one.content not in source.covers
    ]
    if decision.changed_on is not None:
        days.append(decision.changed_on)
    if target != decision.target:  # seen now, or since the day on which it was noted
        days.append(decision.changed_on or date.min)
    return min(days, default=None)


def state(decision: StandingDecision, on: date, editions: Iterable[Edition], target: str) -> State:
    """How it stands on a day, given every published version of its sources and the discipline as it is now."""
    if decision.ended_on is not None and decision.ended_on <= on:
        return State.ENDED
    if decision.in_force_on is None or on < decision.in_force_on:
        return State.PROPOSED
    if decision.until < on:
        return State.PASSED
    if decision.appealed:
        return State.SUSPENDED
    broken = broken_since(decision, editions, target)
    if broken is not None and broken <= on:
        return State.TO_LOOK_AT
    return State.COMING if on < decision.since else State.IN_FORCE


def covering(decision: StandingDecision, held: Iterable[Held], on: date) -> dict[str, Held]:
    """For each source that a person holds the award that covers it: not annulled, awarded by that day, contents as compared."""
    covers = {one.code: one.covers for one in decision.sources}
    found: dict[str, Held] = {}
    for one in held:
        if one.content in covers.get(one.code, ()) and not one.annulled and one.awarded_on <= on:
            found.setdefault(one.code, one)
    return found


def refusals(
    decision: StandingDecision, held: Iterable[Held], on: date, editions: Iterable[Edition], target: str
) -> tuple[Fault, ...]:
    """What keeps a person from taking it on a day; empty where nothing does. `place` is the decision or a source."""
    stands = state(decision, on, editions, target)
    if stands is not State.IN_FORCE:
        return (Fault("standing.not-in-force", "decision", {"state": str(stands)}),)
    found = covering(decision, held, on)
    return tuple(
        Fault("standing.not-held", one.code, {"source": one.code})
        for one in decision.sources
        if one.code not in found
    )


def check_second(proposed_by: str, person: str) -> None:
    """Raise `NotPermitted("standing.second-person")` where who proposed it would put it in force: four eyes."""
    if proposed_by == person:
        raise NotPermitted("standing.second-person")
