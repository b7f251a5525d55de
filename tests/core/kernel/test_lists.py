"""Lists from spreadsheets: every cell is judged, and each fault says at which one it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel import cells
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.lists import Column, Kind, doubles, letters, read_rows

KIND = Kind(
    name="things",
    words="x",
    about="x",
    columns=(
        Column("code", "x", cells.code(), required=True),
        Column("on", "x", cells.day()),
        Column("count", "x", cells.whole(1, 9)),
    ),
    may=lambda actor, on: True,
    check=lambda rows, on: (),
    write=lambda rows, **_: {},  # type: ignore[arg-type]
    page=lambda: "/",
)


def test_a_fault_names_row_and_column_and_right_cells_have_values() -> None:
    rows, faults = read_rows(
        KIND,
        [
            (2, {"code": "a-1", "on": "01.09.2026", "count": "3"}),
            (3, {"code": "", "on": "31.02.2026", "count": "10"}),
            (5, {"code": "", "on": "", "count": ""}),
            (7, {"code": "A 1", "on": "", "count": ""}),
        ],
    )
    assert [row.number for row in rows] == [2, 3, 7]
    assert (rows[0]["code"], rows[0]["on"], rows[0]["count"]) == ("a-1", date(2026, 9, 1), 3)
    assert {(fault.row, fault.column, fault.code) for fault in faults} == {
        (3, "code", "cell.empty"),
        (3, "on", "cell.day"),
        (3, "count", "cell.whole"),
        (7, "code", "cell.code"),
    }
    assert rows[1]["on"] is None


def test_a_double_names_the_row_where_the_value_stood_first() -> None:
    rows, _ = read_rows(KIND, [(n, {"code": c}) for n, c in ((2, "a"), (3, "b"), (9, "a"))])
    assert [(f.row, f.details["row"]) for f in doubles(rows, "code")] == [(9, 2)]


@pytest.mark.parametrize(
    ("read", "given_", "value"),
    [
        (cells.text(9), "  a   b ", "a b"),
        (cells.day(), "2026-9-1", date(2026, 9, 1)),
        (cells.choice("college", words={"колледж": "college"}), " Колледж", "college"),
        (cells.whole(0, 9999), "1 000", 1000),
        (cells.web(), "kokzhar.example", "https://kokzhar.example"),
        (cells.codes(cells.code()), "a; b,c", ("a", "b", "c")),
        (cells.email(), "aida@kokzhar.example", "aida@kokzhar.example"),
    ],
)
def test_a_cell_is_read_as_it_is_meant(read: Callable[[str], Any], given_: str, value: object) -> None:
    assert read(given_) == value


@pytest.mark.parametrize(
    ("read", "given_", "code"),
    [
        (cells.text(3), "abcd", "cell.too-long"),
        (cells.text(), "К?кжар", "cell.lost-letters"),
        (cells.text(), "a\x07b", "cell.control-character"),
        (cells.code(), "Көкжар", "cell.code"),
        (cells.choice("a", "b"), "c", "cell.choice"),
        (cells.day(), "2026-13-01", "cell.day"),
        (cells.day(), "tomorrow", "cell.day"),
        (cells.whole(0, 9), "10", "cell.whole"),
        (cells.whole(), "٣", "cell.whole"),
        (cells.web(), "javascript:alert(1)", "cell.web"),
        (cells.web(), "https://[", "cell.web"),
        (cells.email(), "aida@kokzhar.example, b@b.example", "cell.email"),
        (cells.email(), "aida at kokzhar", "cell.email"),
    ],
)
def test_a_cell_that_cannot_be_meant_says_why(read: Callable[[str], Any], given_: str, code: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        read(given_)
    assert refused.value.code == code


@given(st.integers(0, 16_383))
def test_columns_are_named_as_spreadsheets_name_them(index: int) -> None:
    number = 0
    for letter in letters(index):
        number = number * 26 + ord(letter) - ord("A") + 1
    assert number == index + 1


@given(st.text(max_size=60))
def test_no_text_breaks_a_reader(given_: str) -> None:
    readers = (cells.text(), cells.code(), cells.day(), cells.whole(), cells.web(), cells.email())
    for read in readers:
        try:
            read(given_)
        except InvalidValue:
            continue
