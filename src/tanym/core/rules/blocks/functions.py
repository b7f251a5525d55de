"""Named functions for what no block says, kept under every version that a release ever had."""

from __future__ import annotations

from collections.abc import Mapping

from tanym.core.rules.blocks.block import Block, fact
from tanym.core.rules.blocks.wording import NO_RESERVED_WORD, PAIRS_IN_TABLE, SAYS_AN_ACT
from tanym.core.rules.outcomes import Outcome, decided
from tanym.core.rules.types import Matrix, ValueType

FUNCTIONS_VERSION = 1
"""The version of the functions of this release; a report names the one that it was made with."""


def no_cycle(*, fact: tuple[tuple[str, str], ...]) -> Outcome:
    """The pairs (unit, unit it builds on) have an order: no unit builds, even through others, on itself."""
    below: dict[str, set[str]] = {}
    for upper, lower in fact:
        below.setdefault(upper, set()).add(lower)
        below.setdefault(lower, set())
    while leaves := {unit for unit, others in below.items() if not others}:
        below = {unit: others - leaves for unit, others in below.items() if unit not in leaves}
    return decided(not below)


def weighted_mean(*, fact: int, of: Matrix) -> Outcome:
    """The number is the mean of the rows' points, weighted by their credits, rounded to hundredths (half either way).

    Each entry of a row gives `credits` and `points` in hundredths; one without them, or no row at all, is undecided.
    """
    rows = [(cell.get("credits"), cell.get("points")) for cells in of.values() for cell in cells]
    weighted, credits = 0, 0
    for weight, points in rows:
        if not isinstance(weight, int) or not isinstance(points, int):
            return Outcome.UNDECIDED
        weighted, credits = weighted + weight * points, credits + weight
    if not credits:
        return Outcome.UNDECIDED
    apart = abs(fact * credits - weighted)
    return decided(apart + apart <= credits)


_VERSIONS: Mapping[str, Mapping[int, Block]] = {
    "no-cycle": {1: Block("no-cycle", {"fact": fact(ValueType.PAIRS)}, no_cycle)},
    "no-reserved-word": {1: NO_RESERVED_WORD},
    "pairs-in-table": {1: PAIRS_IN_TABLE},
    "says-an-act": {1: SAYS_AN_ACT},
    "weighted-mean": {
        1: Block(
            "weighted-mean", {"fact": fact(ValueType.CREDITS), "of": fact(ValueType.MATRIX)}, weighted_mean
        )
    },
}

FUNCTION_NAMES = frozenset(_VERSIONS)
"""The functions that a condition may name."""


def function_named(name: str, version: int = FUNCTIONS_VERSION) -> Block | None:
    """The function as it behaved at that version: its newest form not younger than it; None where there is none."""
    versions = _VERSIONS.get(name, {})
    known = [one for one in versions if one <= version]
    return versions[max(known)] if known else None
