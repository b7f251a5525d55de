"""Who speaks in a consultation: the categories of contributors, and the balance between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Category(StrEnum):
    """Whom a contributor speaks for; the list of the seminar of 2018 with foreign partners."""

    MINISTRY = "ministry"
    EMPLOYER = "employer"
    UNION = "union"
    NGO = "ngo"
    PROVIDER = "provider"
    RECOGNITION_CENTRE = "recognition-centre"
    LEARNER = "learner"
    EXPERT = "expert"
    FOREIGN_PARTNER = "foreign-partner"


KEY = (
    Category.MINISTRY,
    Category.EMPLOYER,
    Category.UNION,
    Category.PROVIDER,
    Category.NGO,
    Category.LEARNER,
)
"""Whose silence is named where no pack says it: the categories of PO-04."""


@dataclass(frozen=True, slots=True)
class Share:
    """One category: how many people and how many contributions; `missing` for a key one that nobody speaks for."""

    category: Category
    people: int
    contributions: int
    missing: bool


@dataclass(frozen=True, slots=True)
class Balance:
    """Every category in the fixed order, silent ones included."""

    shares: tuple[Share, ...]

    @property
    def missing(self) -> tuple[Category, ...]:
        """Key categories from which nobody has written."""
        return tuple(one.category for one in self.shares if one.missing)


def balance(said: Iterable[tuple[str, object]], key: Collection[str] = KEY) -> Balance:
    """Count contributions, given as (category, who): one person counts once in a category, however much they write.

    `key` are the categories whose silence is named.
    """
    people: dict[str, set[object]] = {}
    contributions: dict[str, int] = {}
    for category, who in said:
        people.setdefault(category, set()).add(who)
        contributions[category] = contributions.get(category, 0) + 1
    return Balance(
        tuple(
            Share(one, len(people.get(one, ())), count, one in key and not count)
            for one in Category
            for count in (contributions.get(one, 0),)
        )
    )


def attendance(counted: Mapping[str, int]) -> tuple[tuple[Category, int], ...]:
    """How many of each category were at a meeting, in the fixed order, those who were absent left out."""
    return tuple((one, counted[one]) for one in Category if counted.get(one, 0) > 0)
