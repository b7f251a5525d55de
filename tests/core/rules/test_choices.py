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
from tanym.core.rules.choices import MAIN, Choice, block_of, blocks_for, fitting_facts, fitting_values, slots
from tanym.core.rules.editing import condition_entry, rule_entry
from tanym.core.rules.types import ValueType
from tanym.core.rules.vocabulary import FactKind, FactType
from tests.core.rules.building import SOURCES, head, parsed

WORDS = {"en": "w", "ru": "w", "kk": "w"}
EVERY = [Choice(name) for name in BLOCKS] + [Choice(FUNCTION, name) for name in FUNCTION_NAMES]


@cache
def facts() -> Vocabulary:
    table = {f"design.{kind}": {"type": str(kind), "kind": "derived", "words": WORDS} for kind in ValueType}
    return read_vocabulary({"design.facts.toml": {"subject": "design", "fact": table}})


def pack(condition: dict[str, Any]) -> Pack:
    rule = rule_entry(
        id="R",
        since=date(2020, 1, 1),
        binds="design",
        severity="warn",
        words=WORDS,
        cites=["act, 1 [V]"],
        must=[condition],
    )
    values = {f"v.{kind}": {"type": str(kind), "words": WORDS, "dated": []} for kind in ValueType}
    return read_pack(
        {
            "pack.toml": parsed(head("a")),
            "sources.toml": parsed(SOURCES),
            "a.toml": {"value": values, "rule": [rule]},
        }
    )


def condition(choice: Choice, kind: ValueType) -> dict[str, Any]:
    """The first of everything that is offered."""
    block = block_of(choice)
    assert block
    main = next(name for name in MAIN if name in block.arguments)
    arguments: dict[str, Any] = {main: f"design.{kind}" if main == "fact" else [f"design.{kind}"]}
    values = {f"v.{one}": one for one in ValueType}
    for slot in slots(choice, kind):
        offered = fitting_facts(slot, facts().facts) + fitting_values(slot, values)
        assert bool(offered) == (slot.reads is not Reads.WORDS)
        arguments[slot.name] = offered[0] if offered else ["cell"]
    return condition_entry(choice.block, arguments, choice.function)


@pytest.mark.parametrize("kind", ValueType)
def test_whatever_is_offered_is_sound(kind: ValueType) -> None:
    for choice in blocks_for(kind):
        made = pack(condition(choice, kind))
        assert made.faults == ()
        assert [str(one) for one in rule_faults([made], facts())] == []


@pytest.mark.parametrize("kind", ValueType)
def test_whatever_is_not_offered_is_a_fault(kind: ValueType) -> None:
    for choice in set(EVERY) - set(blocks_for(kind)):
        block = block_of(choice)
        assert block
        other = next(one for one in ValueType if one in block.arguments["fact"].types)
        wrong = {**condition(choice, other), "fact": f"design.{kind}"}
        assert "fact.wrong-type" in {one.code for one in rule_faults([pack(wrong)], facts())}


def test_facts_of_the_subject_come_first() -> None:
    (slot,) = slots(Choice("not-after"), ValueType.DATE)
    other = FactType("a.day", ValueType.DATE, FactKind.DERIVED, WORDS, "a")
    known = {**facts().facts, "a.day": other}
    assert fitting_facts(slot, known, "design") == ("design.date", "a.day")
    assert fitting_facts(slot, known, "a") == ("a.day", "design.date")
    assert fitting_values(slot, {"v": ValueType.DATE}) == ()


def test_a_ratio_may_stay_open() -> None:
    assert [(one.name, one.optional) for one in slots(Choice("at-least"), ValueType.CREDITS)] == [
        ("value", False),
        ("per", True),
    ]
