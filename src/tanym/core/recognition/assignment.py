"""Who should assess a case: within the scope of the role, with no tie on record, with the least to do; people choose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Tie(StrEnum):
    """What the record shows between an assessor and a claimant (AS-02); that it shows nothing proves nothing."""

    SELF = "self"  # they are the claimant
    OTHER_SIDE = "other-side"  # acted, or sits, for another side of this case
    ADVISER = "adviser"  # guided the person
    COLLEAGUE = "colleague"  # both work at one organisation
    TAUGHT = "taught"  # works where the evidence comes from


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who assesses at the organisation; `load` is how many assessments they have open."""

    person: str
    in_scope: bool
    load: int
    ties: frozenset[Tie] = frozenset()


def suggested(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The candidates in the order in which they are suggested: no tie first, then those whose role covers the target,
    then the least to do. Nobody is left out: the secretary chooses, and is told of each tie.
    """
    return tuple(sorted(candidates, key=lambda one: (bool(one.ties), not one.in_scope, one.load, one.person)))


def against(declared: str, ties: frozenset[Tie]) -> frozenset[Tie]:
    """What the record shows against a declaration that there is no interest; nothing where one was declared."""
    return ties if declared == "none" else frozenset()
