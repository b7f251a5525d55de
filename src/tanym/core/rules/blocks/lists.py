"""Blocks on codes, lists and people."""

from __future__ import annotations

from collections.abc import Collection

from tanym.core.rules.blocks.block import Block, fact, value
from tanym.core.rules.outcomes import Outcome, decided
from tanym.core.rules.types import ValueType


def one_of(*, fact: str, list: frozenset[str]) -> Outcome:
    return decided(fact in list)


def none_of(*, fact: str | frozenset[str], list: frozenset[str]) -> Outcome:
    """Nothing forbidden is named; while nothing is named yet, undecided."""
    named = {fact} - {""} if isinstance(fact, str) else fact
    return decided(not named & list) if named else Outcome.UNDECIDED


def all_in_list(*, fact: frozenset[str], list: frozenset[str]) -> Outcome:
    """Something is named, and all of it stands in the list."""
    return decided(bool(fact) and fact <= list)


def has_all(*, fact: frozenset[str], list: frozenset[str]) -> Outcome:
    """Nothing that the list holds is missing; more may be named."""
    return decided(list <= fact)


def has_other_than(*, fact: frozenset[str], list: frozenset[str]) -> Outcome:
    """At least one is named that the list does not hold."""
    return decided(bool(fact - list))


def count_at_least(*, fact: Collection[object], value: int) -> Outcome:
    return decided(len(fact) >= value)


def shares_none_with(*, fact: frozenset[str], people: frozenset[str]) -> Outcome:
    """Nobody stands in both; while nobody is named in the first, undecided."""
    return decided(not fact & people) if fact else Outcome.UNDECIDED


def all_among(*, fact: frozenset[str], others: frozenset[str]) -> Outcome:
    """Whoever or whatever is named in the first stands in the second too; while nothing is named, undecided."""
    return decided(fact <= others) if fact else Outcome.UNDECIDED


BLOCKS = (
    Block("one-of", {"fact": fact(ValueType.CODE), "list": value(ValueType.CODES)}, one_of),
    Block(
        "none-of", {"fact": fact(ValueType.CODE, ValueType.CODES), "list": value(ValueType.CODES)}, none_of
    ),
    Block("all-in-list", {"fact": fact(ValueType.CODES), "list": value(ValueType.CODES)}, all_in_list),
    Block("has-all", {"fact": fact(ValueType.CODES), "list": value(ValueType.CODES)}, has_all),
    Block("has-other-than", {"fact": fact(ValueType.CODES), "list": value(ValueType.CODES)}, has_other_than),
    Block(
        "count-at-least",
        {
            "fact": fact(ValueType.CODES, ValueType.PEOPLE, ValueType.PAIRS, ValueType.MATRIX),
            "value": value(ValueType.INTEGER),
        },
        count_at_least,
    ),
    Block(
        "shares-none-with",
        {
            "fact": fact(ValueType.PEOPLE, ValueType.CODES),
            "people": fact(ValueType.PEOPLE, ValueType.CODES, like="fact"),
        },
        shares_none_with,
    ),
    Block(
        "all-among",
        {
            "fact": fact(ValueType.PEOPLE, ValueType.CODES),
            "others": fact(ValueType.PEOPLE, ValueType.CODES, like="fact"),
        },
        all_among,
    ),
)
