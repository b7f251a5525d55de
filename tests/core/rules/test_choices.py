"""What the drop-downs offer is just what the checker accepts."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from tanym.core.rules import Pack, Vocabulary, read_pack, read_vocabulary
from tanym.core.rules.blocks import BLOCKS, FUNCTION, Reads
from tanym.core.rules.blocks.functions import FUNCTION_NAMES
from tanym.core.rules.check_rules import rule_faults
from tanym.core.rules.choices import MAIN, Choice, block_of, blocks_for, slots
from tanym.core.rules.types import ValueType
from tests.core.rules.building import SOURCES, head, parsed

WORDS = {"en": "w", "ru": "w", "kk": "w"}
EVERY = {*(Choice(name) for name in BLOCKS), *(Choice(FUNCTION, name) for name in FUNCTION_NAMES)}


@cache
def facts() -> Vocabulary:
    table = {f"design.{kind}": {"type": str(kind), "kind": "derived", "words": WORDS} for kind in ValueType}
    return read_vocabulary({"design.facts.toml": {"subject": "design", "fact": table}})


def pack(condition: dict[str, Any]) -> Pack:
    rule = {
        "id": "R",
        "since": date(2020, 1, 1),
        "binds": "design",
        "severity": "warn",
        "words": WORDS,
        "cites": ["act, 1 [V]"],
        "must": [condition],
    }
    values = {f"v.{kind}": {"type": str(kind), "words": WORDS, "dated": []} for kind in ValueType}
    return read_pack(
        {
            "pack.toml": parsed(head("a")),
            "sources.toml": parsed(SOURCES),
            "a.toml": {"value": values, "rule": [rule]},
        }
    )


def conditions(choice: Choice, kind: ValueType) -> list[dict[str, Any]]:
    """Each slot filled with each type that it offers, the others with their first."""
    block = block_of(choice)
    assert block
    row: dict[str, Any] = {"is": choice.block} | ({"name": choice.function} if choice.function else {})
    row |= {MAIN: f"design.{kind}"} if MAIN in block.arguments else {}
    offered: dict[str, list[Any]] = {}
    for slot in slots(block, kind):
        home = "v" if slot.reads is Reads.VALUE else "design"
        names = [f"{home}.{one}" for one in sorted(slot.types)]
        offered[slot.name] = [["cell"]] if slot.reads is Reads.WORDS else names
        if slot.reads is Reads.FACTS:
            offered[slot.name] = [[one] for one in names]
    first = row | {name: found[0] for name, found in offered.items()}
    return [first, *(first | {name: one} for name, found in offered.items() for one in found[1:])]


@pytest.mark.parametrize("kind", ValueType)
def test_whatever_is_offered_is_sound(kind: ValueType) -> None:
    for choice in blocks_for(kind):
        for row in conditions(choice, kind):
            made = pack(row)
            assert made.faults == ()
            assert [str(one) for one in rule_faults([made], facts())] == []


@pytest.mark.parametrize("kind", ValueType)
def test_whatever_is_not_offered_is_a_fault(kind: ValueType) -> None:
    for choice in EVERY - set(blocks_for(kind)):
        block = block_of(choice)
        assert block
        if MAIN not in block.arguments:  # reads a list of facts, whatever they are
            continue
        other = min(block.arguments[MAIN].types)
        wrong = conditions(choice, other)[0] | {MAIN: f"design.{kind}"}
        assert "fact.wrong-type" in {one.code for one in rule_faults([pack(wrong)], facts())}


def test_while_no_fact_is_chosen_everything_is_offered() -> None:
    assert set(blocks_for(None)) == EVERY
    block = block_of(Choice("at-least"))
    assert block
    assert [(one.name, one.optional) for one in slots(block, None)] == [("value", False), ("per", True)]


def test_what_must_be_like_the_fact_is_offered_in_its_type_alone() -> None:
    block = block_of(Choice("at-least"))
    assert block
    value, per = slots(block, ValueType.CREDITS)
    assert value.types == {ValueType.CREDITS}
    assert ValueType.MINUTES in per.types
