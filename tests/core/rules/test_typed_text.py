"""What a person types: read as the pack would write it, refused by code, and shown again as it was typed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules.reading import read_value
from tanym.core.rules.stack import value_names
from tanym.core.rules.typed_text import editable, number_and_unit, read_typed
from tanym.core.rules.types import ValueType
from tanym.rulepacks import loader

T = ValueType
UNITS = {"academic-hour": 50}


@pytest.mark.parametrize(
    ("kind", "text", "raw"),
    [
        (T.INTEGER, " 7 ", 7),
        (T.CREDITS, "1,5", Decimal("1.5")),
        (T.PERCENT, "70", 70),
        (T.MINUTES, "30 academic-hour", "30 academic-hour"),
        (T.MINUTES, "30academic-hour", "30 academic-hour"),
        (T.MINUTES, "1,5  hour", "1.5 hour"),
        (T.MINUTES, "90", 90),
        (T.DATE, "2026-03-01", date(2026, 3, 1)),
        (T.DATE, "1.3.2026", date(2026, 3, 1)),
        (T.BOOLEAN, "Иә", True),
        (T.BOOLEAN, "no", False),
        (T.CODE, " half-up ", "half-up"),
        (T.CODES, "kk\nru\n\n en ", ["kk", "ru", "en"]),
        (T.CODES, "", []),
        (T.PHRASES, "a, b\r\nc", ["a, b", "c"]),
        (T.TEXT_BY_LANGUAGE, "kk: А\nru: Б\nи дальше", {"kk": "А", "ru": "Б\nи дальше"}),
        (T.MINUTES_BY_CODE, "practice: 20 hour\ncontact: 30", {"practice": "20 hour", "contact": 30}),
        (T.NUMBER_BY_CODE, "employer:1", {"employer": 1}),
        (T.INTERVAL, "2026-01-01 .. 2026-12-31", {"from": date(2026, 1, 1), "until": date(2026, 12, 31)}),
        (T.INTERVAL, "01.01.2026 –", {"from": date(2026, 1, 1)}),
        (T.INTERVAL, "..2026-12-31", {"until": date(2026, 12, 31)}),
        (
            T.MATRIX,
            '{ lo-1 = [{ by = "test", threshold = 60 }] }',
            {"lo-1": [{"by": "test", "threshold": 60}]},
        ),
        (T.PAIRS, "1 -> 2\n2 → 3", [["1", "2"], ["2", "3"]]),
        (T.PERIOD, "5  working-day", "5 working-day"),
        (T.SHARE, "2 / 3", "2/3"),
        (
            T.BANDS,
            "A; 50; 100; points = 4,0; word = өте жақсы\nF; 0; 49",
            [
                {"code": "A", "from": 50, "to": 100, "points": Decimal("4.0"), "word": "өте жақсы"},
                {"code": "F", "from": 0, "to": 49},
            ],
        ),
    ],
)
def test_what_is_typed_is_what_the_pack_writes(kind: ValueType, text: str, raw: Any) -> None:
    assert read_typed(kind, text, UNITS) == raw
    assert read_typed(kind, editable(kind, raw), UNITS) == raw


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (T.INTEGER, "1.5", "value.type"),
        (T.INTEGER, "seven", "value.type"),
        (T.INTEGER, "-1", "value.type"),
        (T.CREDITS, "1.555", "value.too-fine"),
        (T.MINUTES, "30 lesson", "value.unit"),
        (T.MINUTES, "0.01 hour", "value.part-of-a-minute"),
        (T.DATE, "2026-02-30", "value.type"),
        (T.BOOLEAN, "maybe", "value.type"),
        (T.PERIOD, "5", "value.period"),
        (T.PERIOD, "5 lesson", "value.period"),
        (T.SHARE, "3/2", "value.type"),
        (T.INTERVAL, "2026-12-31 .. 2026-01-01", "value.ends-before-start"),
        (T.INTERVAL, "..", "value.type"),
        (T.BANDS, "A; 50; 100", "bands.gap-or-overlap"),
        (T.BANDS, "A 50 100", "value.line"),
        (T.BANDS, "A; 0; 100; from = 3", "value.line"),
        (T.PAIRS, "a b", "value.line"),
        (T.NUMBER_BY_CODE, "employer", "value.line"),
        (T.NUMBER_BY_CODE, "a: 1\na: 2", "value.line"),
        (T.TEXT_BY_LANGUAGE, "nothing", "value.line"),
        (T.MATRIX, "{ lo-1 = ", "value.line"),
        (T.MATRIX, "1\nother = 2", "value.type"),
    ],
)
def test_what_cannot_be_is_refused_by_code(kind: ValueType, text: str, code: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        read_typed(kind, text, UNITS)
    assert refused.value.code == code


def test_every_value_of_the_shipped_packs_is_shown_and_read_again() -> None:
    packs = loader.shipped()
    units = {name: unit.minutes for pack in packs for name, unit in pack.units.items()}
    for name in value_names(packs):
        kind = ValueType(next(pack.values[name].type for pack in packs if name in pack.values))
        for dated in (one for pack in packs if name in pack.values for one in pack.values[name].dated):
            again = read_typed(kind, editable(kind, dated.raw), units)
            assert again == dated.raw, name
            assert read_value(kind, again, units) == read_value(kind, dated.raw, units)


@given(
    st.sampled_from(list(ValueType)),
    st.text(alphabet=st.sampled_from('ab1290:;=.,->/ \n"{}[]day'), max_size=20),
)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused_by_code(kind: ValueType, text: str) -> None:
    try:
        raw = read_typed(kind, text)
    except InvalidValue as refused:
        assert refused.code.startswith(("value.", "bands."))  # noqa: PT017
        return
    assert read_value(kind, read_typed(kind, editable(kind, raw))) == read_value(kind, raw)


def test_a_raw_form_of_another_type_is_shown_as_toml() -> None:
    assert editable(T.PAIRS, 7) == "7"
    assert editable(T.INTEGER, ["a"]) == '["a"]'
    assert editable(T.CODES, None) == ""


def test_an_amount_has_two_fields() -> None:
    assert number_and_unit("30 academic-hour") == ("30", "academic-hour")
    assert number_and_unit(90) == ("90", "minute")
    assert number_and_unit(None) == ("", "")
