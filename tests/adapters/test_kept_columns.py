"""What was kept of columns is what was read; what is damaged counts as not kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tanym.adapters.kept_columns import KeptColumns
from tanym.core.rules.blocks.block import View
from tanym.core.rules.blocks.presence import given
from tanym.core.rules.columns import Columns, Wanted, read_columns
from tests.core.rules.building import vocabulary

KNOWN = vocabulary().facts
GIVEN = View("given", given)
WANTED = [Wanted(f"design.{name}") for name in ("credits", "kinds", "need", "opens_on")] + [
    Wanted("design.need", GIVEN)
]
BLOCK = "0123456789"


@pytest.fixture
def columns() -> Columns:
    """Three records, one of which can't be read; the texts are long."""
    snapshots = [
        {"design.credits": 100 + place, "design.kinds": ["a"], "design.need": f"{place}" * 3000} for place in range(100)
    ]  # fmt: skip
    return read_columns(KNOWN, [*snapshots, {"design.credits": -1}, {}]).seen(WANTED)


@pytest.fixture
def kept(tmp_path: Path, columns: Columns) -> KeptColumns:
    made = KeptColumns(tmp_path)
    made.keep_columns(BLOCK, WANTED, columns)
    made.keep_answers(BLOCK, {"key": b"\1\2\3", "next": b"\4"})
    made.keep_answers(BLOCK, {"later": b"\5"})
    return made


def test_what_was_kept_is_read_again(kept: KeptColumns, columns: Columns) -> None:
    asked = ("design.credits", "design.kinds", "design.opens_on")
    found = kept.columns(BLOCK, map(Wanted, asked), KNOWN)
    assert found is not None
    assert (found.size, {place: one.code for place, one in found.unread.items()}) == (
        102,
        {100: "value.type"},
    )
    for name in asked:
        assert found.values(name) == columns.values(name)
    assert kept.answers(BLOCK, ["key", "later"]) == {"key": b"\1\2\3", "later": b"\5"}


def test_long_texts_and_what_was_never_asked_for_are_not_kept(kept: KeptColumns) -> None:
    assert kept.columns(BLOCK, [Wanted("design.need")], KNOWN) is None
    assert kept.columns(BLOCK, [Wanted("design.minutes")], KNOWN) is None
    assert kept.columns("9876543210", [Wanted("design.credits")], KNOWN) is None
    assert kept.answers(BLOCK, ["other"]) == {}


def test_of_a_long_text_what_a_test_sees_is_kept(kept: KeptColumns) -> None:
    found = kept.columns(BLOCK, [Wanted("design.need", GIVEN)], KNOWN)
    assert found is not None
    seen = found.column(Wanted("design.need", GIVEN))
    assert (list(seen.codes), len(seen.different)) == ([1] * 100 + [0, 0], 2)


def test_what_is_damaged_counts_as_not_kept(kept: KeptColumns, tmp_path: Path) -> None:
    keys = ["key", "next", "later"]
    assert sorted(kept.answers(BLOCK, keys)) == sorted(keys)
    for file in tmp_path.glob("*/*/*"):
        data = file.read_bytes()
        file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))  # in the last part of each
    assert sorted(kept.answers(BLOCK, keys)) == ["key"]
    assert kept.columns(BLOCK, [Wanted("design.credits")], KNOWN) is not None
    assert kept.columns(BLOCK, [Wanted("design.need", GIVEN)], KNOWN) is None
    for file in tmp_path.glob("*/*/*"):
        file.write_bytes(file.read_bytes()[:20])
    assert kept.answers(BLOCK, keys) == {}
    assert kept.columns(BLOCK, [Wanted("design.credits")], KNOWN) is None


def test_what_is_old_is_removed(kept: KeptColumns, tmp_path: Path) -> None:
    assert kept.forget(before=0) == 0
    assert kept.forget(before=2**40) == 3
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]
