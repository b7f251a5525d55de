"""The joint judgement of two assessors who judged blind, with a third where they differ: what counts is derived here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from tanym.core.recognition.judgement import Achievement, OutcomeJudgement, by_outcome
from tanym.core.recognition.target import Target

FIRST, SECOND, THIRD = 1, 2, 3
"""The places of the assessors of a case; the first one leads: maps, holds the interview, refers."""

_RANK = {Achievement.NOT: 0, Achievement.PARTLY: 1, Achievement.ACHIEVED: 2}


class Settle(StrEnum):
    """How a disagreement is settled, as the pack says: by a third assessor, or by the two with reasons."""

    THIRD = "third"
    RECONCILE = "reconcile"


@dataclass(frozen=True, slots=True)
class Marker:
    """An assessor of a case: who, in which place, and whether the marks were handed in."""

    person: str
    place: int
    submitted: bool = False


@dataclass(frozen=True, slots=True)
class Joint:
    """What the assessors found together. Before both have handed in their marks nothing is open to anybody.

    `counts` are the judgements that count, in the target's order; `disagreed` the outcomes on which the two differ,
    `unsettled` those of them on which nothing counts yet.
    """

    opened: bool = False
    counts: dict[str, OutcomeJudgement] = field(default_factory=dict)
    disagreed: tuple[str, ...] = ()

    @property
    def unsettled(self) -> tuple[str, ...]:
        """Outcomes on which the two differ and nobody has settled it."""
        return tuple(outcome for outcome in self.disagreed if outcome not in self.counts)


def joint(target: Target, markers: Iterable[Marker], judgements: Iterable[OutcomeJudgement]) -> Joint:
    """What counts of the marks of two assessors, and of a third on the outcomes on which they differ.

    Nothing counts before both have handed in theirs. Where they agree, that counts, with the reasons of both. Where they
    differ, the third's mark puts one of three in the middle (the one that two gave, or the mean level where all differ),
    and that one counts; marks of people who do not sit are left out. Raises as `by_outcome`.
    """
    seated, given = {one.place: one for one in markers}, list(judgements)
    pair = [seated[place] for place in (FIRST, SECOND) if place in seated]
    if len(pair) < SECOND or not all(one.submitted for one in pair):
        return Joint()
    first, second = (_own(target, one, given) for one in pair)
    settler = seated.get(THIRD)
    third = _own(target, settler, given) if settler and settler.submitted else {}
    counts: dict[str, OutcomeJudgement] = {}
    disagreed = []
    for outcome in (one.id for one in target.outcomes if one.id in first and one.id in second):
        two = (first[outcome], second[outcome])
        if two[0].achievement is two[1].achievement:
            counts[outcome] = _together(two)
            continue
        disagreed.append(outcome)
        if outcome in third:
            counts[outcome] = _middle((*two, third[outcome]))
    return Joint(True, counts, tuple(disagreed))


def tasks(
    target: Target, markers: Iterable[Marker], found: Joint, person: str, settle: Settle, asked: Iterable[str]
) -> frozenset[str]:
    """The outcomes that this person may mark now; `asked` are those that the third was appointed for.

    Both of the two mark everything until they hand it in; after that only what they reconcile, where the pack lets them.
    """
    seat = next((one for one in markers if one.person == person), None)
    if seat is None:
        return frozenset()
    if seat.place == THIRD:
        return frozenset() if seat.submitted else frozenset(asked)
    if not seat.submitted:
        return target.outcome_ids
    return frozenset(found.unsettled) if settle is Settle.RECONCILE else frozenset()


def _own(target: Target, marker: Marker, given: list[OutcomeJudgement]) -> dict[str, OutcomeJudgement]:
    return by_outcome(target, (one for one in given if one.assessor == marker.person))


def _middle(three: tuple[OutcomeJudgement, ...]) -> OutcomeJudgement:
    level = sorted(three, key=lambda one: _RANK[one.achievement])[1].achievement
    third = three[-1]
    giving = [one for one in three if one.achievement is level]
    return _together([*giving, *(() if third in giving else (third,))])


def _together(said: Iterable[OutcomeJudgement]) -> OutcomeJudgement:
    """One judgement with the level of the first, the reasons of all, each once, and the evidence of all."""
    marks = list(said)
    return OutcomeJudgement(
        outcome=marks[0].outcome,
        achievement=marks[0].achievement,
        reasons="\n\n".join(dict.fromkeys(one.reasons.strip() for one in marks)),
        assessor=marks[0].assessor,
        on=max(one.on for one in marks),
        evidence=tuple(dict.fromkeys(item for one in marks for item in one.evidence)),
        method=marks[0].method,
    )
