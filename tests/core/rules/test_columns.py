"""Asking many records at once tells each what it would be told alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules import find, rules_binding
from tanym.core.rules.columns import MOST_ROWS, read_columns
from tanym.core.rules.columnwise import Questions, Told, told
from tanym.core.rules.snapshot import read_snapshot
from tanym.core.rules.types import ValueType
from tests.core.rules import building
from tests.rulepacks.stacks import DAY, stack_of

STACK = stack_of("sayram")
RULES = rules_binding(STACK, "design")
QUESTIONS = Questions(RULES)
TEXTS = st.sampled_from(
    ["", " ", "Диплом", "Анализирует данные", "Кестені тазалайды", "Cleans  tables", "x" * 300]
)
CODES = st.sampled_from(
    ["", "a", "kk", "ru", "lo-1", "knowledge", "skill", "online", "supervised", "6", "0412"]
)
DAYS = st.dates(date(2023, 1, 1), date(2027, 1, 1)).map(date.isoformat)
CELLS = st.lists(
    st.dictionaries(st.sampled_from(["language", "text", "criterion", "threshold", "agreement"]), TEXTS | CODES, max_size=3),
    max_size=2,
)  # fmt: skip
NUMBERS = st.sampled_from([0, 1, 5, 6, 100, 150, 200, 600, 1500, 1800, 3000, 4000, 8500, 10000])
PLAIN: dict[ValueType, st.SearchStrategy[Any]] = {
    ValueType.INTEGER: st.integers(0, 8),
    ValueType.MINUTES: NUMBERS,
    ValueType.CREDITS: NUMBERS,
    ValueType.PERCENT: NUMBERS,
    ValueType.DATE: DAYS,
    ValueType.BOOLEAN: st.booleans(),
    ValueType.CODE: CODES,
    ValueType.TEXT: TEXTS,
    ValueType.CODES: st.lists(CODES, max_size=3),
    ValueType.PEOPLE: st.lists(CODES, max_size=3),
    ValueType.TEXT_BY_LANGUAGE: st.dictionaries(st.sampled_from(["kk", "ru", "en"]), TEXTS),
    ValueType.MINUTES_BY_CODE: st.dictionaries(st.sampled_from(["contact", "practice"]), NUMBERS),
    ValueType.INTERVAL: st.tuples(DAYS, DAYS).map(lambda two: {"from": min(two), "until": max(two)}),
    ValueType.MATRIX: st.dictionaries(st.sampled_from(["lo-1", "lo-2", "a"]), CELLS, max_size=2),
    ValueType.PAIRS: st.lists(st.tuples(CODES, CODES).map(list), max_size=2),
}
BROKEN = st.sampled_from(
    [{}, {"design.credits": -1}, {"design.nobody-knows": 1}, {"design.titles": 3}, {"design.outcomes": [[]]}]
)
FACTS = st.fixed_dictionaries(
    {}, optional={name: PLAIN[one.type] for name, one in STACK.facts.items() if one.subject == "design" and one.type in PLAIN}
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(FACTS, BROKEN).map(lambda two: two[0] | two[1]) | st.none(), max_size=6))
def test_many_at_once_are_told_what_each_is_told_alone(snapshots: list[dict[str, Any] | None]) -> None:
    columns = read_columns(STACK.facts, snapshots, {one.fact for one in QUESTIONS.columns})
    together = QUESTIONS.ask(columns)
    assert QUESTIONS.ask(columns.seen(QUESTIONS.columns)) == together
    for place, snapshot in enumerate(snapshots):
        here = [Told(answers[place]) for answers in together]
        try:
            facts = read_snapshot(STACK.facts, {"": 0} if snapshot is None else snapshot)
        except InvalidValue as wrong:
            assert set(here) == {Told.UNREAD}
            assert snapshot is None or str(columns.unread[place]) == str(wrong)  # noqa: PT017
            continue
        assert here == [told(rule, facts) for rule in RULES]
        for rule, one in zip(RULES, here, strict=True):
            finding = find(STACK, rule, facts, DAY)
            assert (one.outcome, one.severity(rule.severity)) == (finding.outcome, finding.severity)


def test_a_weak_value_is_told_apart_from_a_firm_one() -> None:
    weak = building.pack(
        "nation", building.limit("15", mark="E", source="made-up"), layer="national", requires='["eu"]'
    )
    by = building.stack(building.pack("eu", building.LIMIT), weak)
    columns = read_columns(by.facts, [{"design.credits": amount} for amount in (1000, 2000, 5000)] + [{}])
    assert [list(one) for one in Questions(rules_binding(by, "design")).ask(columns)] == [
        [Told.MET, Told.WEAKLY_NOT_MET, Told.NOT_MET, Told.UNDECIDED]
    ]


def test_the_day_of_the_check_may_be_put_in_afterwards() -> None:
    columns = read_columns(STACK.facts, [{"design.checked_on": "2020-01-01"}, {}]).with_same(
        "design.checked_on", DAY
    )
    assert columns.values("design.checked_on") == [DAY, DAY]


def test_a_block_of_columns_has_a_size() -> None:
    with pytest.raises(InvalidValue, match=r"columns\.too-many"):
        read_columns(STACK.facts, ({} for _ in range(MOST_ROWS + 1)))
