"""Two accounts of one person: what stands in the way of making one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Obstacle(StrEnum):
    """A reason why two accounts stay two; where anything is in doubt, they do."""

    OTHER_BIRTH_DATE = "other-birth-date"
    OTHER_NUMBER = "other-number"
    OTHER_NAME = "other-name"
    TWO_SIGNATURES = "two-signatures"
    HOLDS_ROLE = "holds-role"
    OWN_JUDGE = "own-judge"
    BOTH_ASK = "both-ask"
    BOTH_HAVE = "both-have"


@dataclass(frozen=True, slots=True)
class Account:
    """What counts of an account. All codes are opaque and compared with those of the other account only.

    `number` is a digest of the personal number (`proved`: by a national signature or an identity document that an office saw, not only typed), `signature` that of the
    national signature; `roles` are those held now.
    `judged` are things of the *other* account in which this one acted for an office; `open` what is asked for and not
    decided; `once` what the tables let a person have one time only, by table.
    """

    names: frozenset[str] = frozenset()
    born_on: date | None = None
    number: str = ""
    proved: bool = False
    signature: str = ""
    roles: frozenset[str] = frozenset()
    judged: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()
    once: Mapping[str, frozenset[str]] = field(default_factory=dict)


def obstacles(source: Account, target: Account) -> tuple[Obstacle, ...]:
    """Why `source` cannot become part of `target`, in the order of the list; empty where it can.

    Nobody may have judged what becomes their own, as in every procedure here nobody acts on both sides (no act that we
    read says it of accounts). Roles have to end first: whoever acts for an office does it under the account that acted.
    """
    found = {
        Obstacle.OTHER_BIRTH_DATE: _differ(source.born_on, target.born_on),
        Obstacle.OTHER_NUMBER: _differ(source.number, target.number),
        Obstacle.OTHER_NAME: not _alike(source, target),
        Obstacle.TWO_SIGNATURES: _differ(source.signature, target.signature),
        Obstacle.HOLDS_ROLE: bool(source.roles),
        Obstacle.OWN_JUDGE: bool(source.judged or target.judged),
        Obstacle.BOTH_ASK: bool(source.open & target.open),
        Obstacle.BOTH_HAVE: bool(both(source, target)),
    }
    return tuple(one for one in Obstacle if found[one])


def both(source: Account, target: Account) -> tuple[str, ...]:
    """The tables in which each of the two has what a person has one time only."""
    return tuple(table for table, keys in source.once.items() if keys & target.once.get(table, frozenset()))


def spelt(names: Iterable[str]) -> frozenset[str]:
    """Names for comparison: the order of their parts, case and spaces are no matter.

    >>> sorted(spelt(["SEIITOVA Aigul", "Айгүл Сейітова "]))
    ['aigul seiitova', 'айгүл сейітова']
    """
    return frozenset(" ".join(sorted(name.casefold().split())) for name in names if name.strip())


def _differ(one: object, other: object) -> bool:
    """Whether both are known and not the same."""
    return bool(one) and bool(other) and one != other


def _alike(source: Account, target: Account) -> bool:
    """The same number says more than any spelling of a name, where both have proved it: anybody can type anybody's."""
    proved = source.proved and target.proved and source.number and source.number == target.number
    return bool(proved) or bool(source.names & target.names)
