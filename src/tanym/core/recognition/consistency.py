"""How alike earlier cases are to this one, whether a body decides alike, and what of it can be told without telling of people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tanym.core.matching.likeness import ALIKE, text_likeness
from tanym.core.matching.stems import language_of
from tanym.core.recognition.decision import CommissionDecision, OutcomeFinding, Result

FEWEST = 10
"""The fewest decisions that are published where no pack says."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a case was decided on: the micro-qualifications, the providers, and the words of the evidence."""

    learning: frozenset[str]
    providers: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class Distance:
    """Why an earlier case is near to this one: the same learning, the same provider, alike words (0 to 100; None: not compared)."""

    same_learning: bool
    same_provider: bool
    text: int | None

    @property
    def near(self) -> bool:
        """Whether it is worth looking at: one reason is enough."""
        return self.same_learning or self.same_provider or (self.text or 0) >= ALIKE

    @property
    def order(self) -> tuple[int, int, int]:
        """The nearest first: learning before provider before words."""
        return (-int(self.same_learning), -int(self.same_provider), -(self.text or 0))


def distance(one: Shown, other: Shown) -> Distance:
    """How near two cases are by what they rest on; words are compared only within one language."""
    text = None
    if one.text.strip() and other.text.strip():
        language = language_of(one.text)
        if language == language_of(other.text):
            text = text_likeness(one.text, other.text, language)
    return Distance(bool(one.learning & other.learning), bool(one.providers & other.providers), text)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision without its person: what it rested on (a key), the year, the result, the finding by outcome."""

    on: str
    year: int
    result: Result
    findings: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of the pairs of decisions on the same learning, how many came to the same result."""

    pairs: int
    alike: int

    @property
    def percent(self) -> int | None:
        """Whole per cent, rounded down; None where there is nothing to compare."""
        return self.alike * 100 // self.pairs if self.pairs else None


def differing_findings(here: Iterable[OutcomeFinding], before: Iterable[OutcomeFinding]) -> tuple[str, ...]:
    """The outcomes on which two decisions both found, and found otherwise, in the order of the first."""
    found = {one.outcome: one.recognised for one in before}
    return tuple(one.outcome for one in here if one.recognised is not found.get(one.outcome, one.recognised))


def otherwise(here: CommissionDecision, before: CommissionDecision) -> bool:
    """Whether a case is decided otherwise than an earlier one: by its result, or on an outcome (RC-20)."""
    return here.result is not before.result or bool(differing_findings(here.findings, before.findings))


def agreement(decisions: Iterable[Decided]) -> Agreement:
    """How alike a body decides on the same learning; a decision on learning that nobody else showed counts nowhere."""
    by_key: dict[str, list[Result]] = {}
    for one in decisions:
        if one.on:
            by_key.setdefault(one.on, []).append(one.result)
    pairs = alike = 0
    for results in by_key.values():
        pairs += len(results) * (len(results) - 1) // 2
        alike += sum(one is other for one, other in combinations(results, 2))
    return Agreement(pairs, alike)


def by_year(decisions: Iterable[Decided]) -> dict[int, Agreement]:
    """The same by year of the decision, the earliest first."""
    years: dict[int, list[Decided]] = {}
    for one in decisions:
        years.setdefault(one.year, []).append(one)
    return {year: agreement(years[year]) for year in sorted(years)}


@dataclass(frozen=True, slots=True)
class Published:
    """What is told to everybody: how many decisions, how many of each result, how many recognised each outcome.

    `results` and `recognised` are empty where they would tell of few people.
    """

    decisions: int
    results: Mapping[Result, int]
    recognised: Mapping[str, int]


def published(decisions: Sequence[Decided], fewest: int) -> Published | None:
    """The figures on decisions in their order of time, or None below the floor.

    Three rules keep people out of them: nothing is said of fewer than `fewest`; the newest decisions wait until there
    are `fewest` of them, so that no new one can be told by comparing two days; and a count, or what is left of the total
    beside it, that is neither nothing nor at least `fewest` hides the whole breakdown, for the rest would tell it.
    """
    floor = max(fewest, 1)
    told = decisions[: len(decisions) // floor * floor]
    if not told:
        return None
    counted = Counter(one.result for one in told)
    results = {one: counted[one] for one in Result}
    outcomes = dict.fromkeys(name for one in told for name in one.findings)
    recognised = {name: sum(one.findings.get(name, False) for one in told) for name in outcomes}
    total = len(told)
    return Published(
        decisions=total,
        results=results if all(_safe(one, total, floor) for one in results.values()) else {},
        recognised={name: one for name, one in recognised.items() if _safe(one, total, floor)},
    )


def published_agreement(decisions: Sequence[Decided], fewest: int) -> Agreement | None:
    """How alike the body decides, where the decisions that can be compared are at least `fewest`; else None."""
    floor = max(fewest, 1)
    told = decisions[: len(decisions) // floor * floor]
    shared = Counter(one.on for one in told if one.on)
    compared = [one for one in told if shared[one.on] > 1]
    return agreement(compared) if len(compared) >= floor else None


def _safe(count: int, total: int, floor: int) -> bool:
    return all(left == 0 or left >= floor for left in (count, total - count))
