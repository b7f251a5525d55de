"""What a report says depends on nothing but its facts, its day and its packs: no order, no later law changes it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.rules import Pack, Stack, agrees, check, read_pack, resolve
from tanym.core.rules.cases import Case, read_cases
from tanym.core.rules.stack import value_names
from tanym.core.rules.vocabulary import read_facts
from tanym.rulepacks.loader import load, shipped, vocabulary

LATER = date(2099, 1, 1)


@cache
def cases() -> list[Case]:
    return [case for pack in shipped() for case in read_cases(pack)[0] if case.pack in known()]


@cache
def known() -> frozenset[str]:
    return frozenset(pack.id for pack in load(["kz"]))


@cache
def resolved(on: date) -> Stack:
    return resolve(load(["kz"]), on, vocabulary())


@cache
def amended(on: date) -> Stack:
    """The same packs with another line for every value, from a later day on."""
    return resolve([_amended(pack) for pack in load(["kz"])], on, vocabulary())


def _amended(pack: Pack) -> Pack:
    files = {name: copy.deepcopy(dict(content)) for name, content in pack.files.items()}
    for entry in _values(files):
        if dated := entry.get("dated"):
            last = {name: one for name, one in dated[-1].items() if name != "until"}
            dated.append({**last, "since": LATER})
    return read_pack(files)


def _values(files: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for name, content in files.items():
        if not name.endswith((".cases.toml", ".procedure.toml", ".facts.toml")):
            yield from content.get("value", {}).values()


def subjects(stack: Stack) -> list[str]:
    return sorted({rule.rule.binds for rule in stack.rules.values()})


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_the_order_of_facts_and_of_packs_does_not_matter(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from(cases()))
    stack = resolved(case.on)
    facts = dict(read_facts(stack.facts, case.facts, stack.units))
    shuffled = dict(data.draw(st.permutations(list(facts.items()))))
    turned = resolve(data.draw(st.permutations(load(["kz"]))), case.on, vocabulary())
    for subject in subjects(stack):
        report = check(stack, subject, facts, case.on).to_bytes()
        assert check(turned, subject, shuffled, case.on).to_bytes() == report
        assert agrees(report, stack, shuffled)


@settings(max_examples=60, deadline=None)
@given(case=st.sampled_from(range(10_000)).map(lambda n: cases()[n % len(cases())]))
def test_a_later_line_of_every_value_changes_no_earlier_report_but_its_digests(case: Case) -> None:
    stack, later = resolved(case.on), amended(case.on)
    assert stack.digests != later.digests
    assert value_names(stack.packs) == value_names(later.packs)
    facts = read_facts(stack.facts, case.facts, stack.units)
    for subject in subjects(stack):
        before = check(stack, subject, facts, case.on).plain()
        after = check(later, subject, facts, case.on).plain()
        assert {k: v for k, v in before.items() if k != "packs"} == {
            k: v for k, v in after.items() if k != "packs"
        }
