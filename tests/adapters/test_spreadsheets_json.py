"""A list in JSON is read as a table: flat objects only, the names as headings."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.adapters.spreadsheets import read_table
from tanym.core.kernel.errors import InvalidValue

CELL = st.one_of(st.none(), st.booleans(), st.integers(-10, 10**6), st.text("абвgh 1", max_size=6))


def test_objects_become_rows_under_the_names_of_their_members() -> None:
    told = [{"case": "2026-0001", "theory_correct": 36}, {"case": "2026-0002", "document": "7Q4K"}]
    table = read_table(json.dumps(told).encode())
    assert table.rows == (
        (1, ("case", "theory_correct", "document")),
        (2, ("2026-0001", "36")),
        (3, ("2026-0002", "", "7Q4K")),
    )


@given(st.lists(st.dictionaries(st.sampled_from("abc"), CELL, min_size=1), min_size=1, max_size=4))
def test_every_flat_list_is_read_with_as_many_columns_as_names(told: list[dict[str, object]]) -> None:
    names = {name for one in told for name in one}
    table = read_table(json.dumps(told, ensure_ascii=False).encode())
    assert len(table.rows[0][1]) == len(names)
    assert len(table.rows) <= len(told) + 1


@pytest.mark.parametrize(
    "told",
    ['[{"a": [1]}]', '[{"a": {"b": 1}}]', "[1, 2]", '[{"a": 1}', "[" * 5000, '[{"a": NaN}]', '[{"a": "\\u0000"}]'],
)  # fmt: skip
def test_what_is_no_list_of_flat_objects_is_refused(told: str) -> None:
    with pytest.raises(InvalidValue, match=r"spreadsheet\.json"):
        read_table(told.encode())


def test_an_empty_list_is_empty() -> None:
    with pytest.raises(InvalidValue, match=r"spreadsheet\.empty"):
        read_table(b"[]")
