"""Named functions for what no block says, kept under every version that a release ever had."""

from __future__ import annotations

from collections.abc import Mapping

from tanym.core.rules.blocks.block import Block, fact
from tanym.core.rules.blocks.wording import NO_RESERVED_WORD, PAIRS_IN_TABLE, SAYS_AN_ACT
from tanym.core.rules.outcomes import Outcome, decided
from tanym.core.rules.types import ValueType

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


_VERSIONS: Mapping[str, Mapping[int, Block]] = {
    "no-cycle": {1: Block("no-cycle", {"fact": fact(ValueType.PAIRS)}, no_cycle)},
    "no-reserved-word": {1: NO_RESERVED_WORD},
    "pairs-in-table": {1: PAIRS_IN_TABLE},
    "says-an-act": {1: SAYS_AN_ACT},
}

FUNCTION_NAMES = frozenset(_VERSIONS)
"""The functions that a condition may name."""


def function_named(name: str, version: int = FUNCTIONS_VERSION) -> Block | None:
    """The function as it behaved at that version: its newest form not younger than it; None where there is none."""
    versions = _VERSIONS.get(name, {})
    known = [one for one in versions if one <= version]
    return versions[max(known)] if known else None
