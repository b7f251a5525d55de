"""Reading values: exact, in whole numbers, nothing rounded."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.periods import Period, Unit
from tanym.core.rules.reading import admit, read_value
from tanym.core.rules.types import Interval, ValueType

UNITS = {"academic-hour": 50}


@pytest.mark.parametrize(
    ("kind", "raw", "typed"),
    [
        ("integer", 5, 5),
        ("minutes", "30 academic-hour", 1500),
        ("minutes", "37.5 hour", 2250),
        ("minutes", 449, 449),
        ("credits", Decimal("1.5"), 150),
        ("credits", 2, 200),
        ("percent", Decimal("89.5"), 8950),
        ("date", date(2026, 3, 1), date(2026, 3, 1)),
        ("boolean", True, True),
        ("code", "blended", "blended"),
        ("codes", ["kk", "ru", "kk"], frozenset({"kk", "ru"})),
        ("phrases", ["b", "a"], ("a", "b")),
        ("text-by-language", {"kk": "Деректер"}, {"kk": "Деректер"}),
        ("minutes-by-code", {"contact": "2 hour"}, {"contact": 120}),
        ("interval", {"from": date(2023, 1, 1)}, Interval(date(2023, 1, 1), None)),
        ("pairs", [["b", "a"], ["a", "b"]], (("a", "b"), ("b", "a"))),
        ("period", "4 month", Period(4, Unit.MONTH)),
        ("share", "2/3", Fraction(2, 3)),
    ],
)
def test_a_value_is_read_exactly(kind: str, raw: object, typed: object) -> None:
    assert read_value(ValueType(kind), raw, UNITS) == typed


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        ("integer", True, "value.type"),
        ("integer", -1, "value.type"),
        ("integer", Decimal("1e99"), "value.type"),
        ("integer", Decimal("NaN"), "value.type"),
        ("minutes", "3 fortnight", "value.unit"),
        ("minutes", "1.01 hour", "value.part-of-a-minute"),
        ("minutes", Decimal("1.5"), "value.part-of-a-minute"),
        ("minutes", "5 hour\n", "value.type"),
        ("credits", Decimal("1.005"), "value.too-fine"),
        ("credits", Decimal("1." + "0" * 40 + "1"), "value.too-fine"),
        ("percent", "70", "value.type"),
        ("date", datetime(2026, 3, 1), "value.type"),
        ("code", "a\nb", "value.type"),
        ("code", "a\n", "value.type"),
        ("codes", "kk", "value.type"),
        ("phrases", [" "], "value.type"),
        ("period", "5 fortnight", "value.period"),
        ("period", "5 month\n", "value.period"),
        ("share", "3/2", "value.type"),
        ("share", "1/0", "value.type"),
        ("share", "1/2\n", "value.type"),
        ("interval", {"from": date(2026, 1, 2), "until": date(2026, 1, 1)}, "value.ends-before-start"),
        ("interval", {}, "value.type"),
        ("pairs", [["a"]], "value.type"),
        ("matrix", {"lo-1": "x"}, "value.type"),
        (
            "bands",
            [{"code": "F", "from": 0, "to": 49}, {"code": "A", "from": 51, "to": 100}],
            "bands.gap-or-overlap",
        ),
        (
            "bands",
            [{"code": "F", "from": 0, "to": 50}, {"code": "A", "from": 50, "to": 100}],
            "bands.gap-or-overlap",
        ),
        ("bands", [{"code": "F", "from": 0, "to": 99}], "bands.gap-or-overlap"),
    ],
)
def test_what_is_not_of_the_type_is_refused_with_its_code(kind: str, raw: object, code: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        read_value(ValueType(kind), raw, UNITS)
    assert refused.value.code == code


@given(st.integers(0, 10**6))
def test_hundredths_of_credits_survive_writing_and_reading(hundredths: int) -> None:
    assert read_value(ValueType.CREDITS, Decimal(hundredths) / 100) == hundredths


@given(
    st.sampled_from(list(ValueType)),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.dates() | st.decimals(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=6,
    ),
)
def test_nonsense_is_read_or_refused_but_never_breaks_the_reader(kind: ValueType, raw: object) -> None:
    for read in (read_value, admit):
        with suppress(InvalidValue):
            read(kind, raw)


def test_what_code_computed_keeps_its_hundredths() -> None:
    assert admit(ValueType.CREDITS, 150) == 150
    assert admit(ValueType.CODES, ["a"]) == frozenset({"a"})
    with pytest.raises(InvalidValue):
        admit(ValueType.CREDITS, Decimal("1.5"))
