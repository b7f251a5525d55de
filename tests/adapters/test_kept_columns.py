"""What was kept of columns is what was read; what is damaged counts as not kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tanym.adapters.kept_columns import KeptColumns
from tanym.core.rules.columns import Columns, read_columns
from tests.core.rules.building import vocabulary

KNOWN = vocabulary().facts
FACTS = ("design.credits", "design.kinds", "design.need", "design.opens_on")
BLOCK = "0123456789"


@pytest.fixture
def columns() -> Columns:
    """Three records, one of which can't be read; the texts are long."""
    snapshots = [
        {"design.credits": 100 + place, "design.kinds": ["a"], "design.need": f"{place}" * 3000} for place in range(100)
    ]  # fmt: skip
    return read_columns(KNOWN, [*snapshots, {"design.credits": -1}, {}])


@pytest.fixture
def kept(tmp_path: Path, columns: Columns) -> KeptColumns:
    made = KeptColumns(tmp_path)
    made.keep_columns(BLOCK, FACTS, columns)
    made.keep_answers(BLOCK, "key", b"\1\2\3")
    return made


def test_what_was_kept_is_read_again(kept: KeptColumns, columns: Columns) -> None:
    asked = ("design.credits", "design.kinds", "design.opens_on")
    found = kept.columns(BLOCK, asked, KNOWN)
    assert found is not None
    assert (found.size, {place: one.code for place, one in found.unread.items()}) == (
        102,
        {100: "value.type"},
    )
    for name in asked:
        assert [found.row(place).get(name) for place in range(102)] == [
            columns.row(place).get(name) for place in range(102)
        ]
    assert kept.answers(BLOCK, "key") == b"\1\2\3"


def test_long_texts_and_what_was_never_asked_for_are_not_kept(kept: KeptColumns) -> None:
    assert kept.columns(BLOCK, ["design.need"], KNOWN) is None
    assert kept.columns(BLOCK, ["design.minutes"], KNOWN) is None
    assert kept.columns("9876543210", ["design.credits"], KNOWN) is None
    assert kept.answers(BLOCK, "other") is None


def test_what_is_damaged_counts_as_not_kept(kept: KeptColumns, tmp_path: Path) -> None:
    for file in tmp_path.rglob("*.*"):
        file.write_bytes(file.read_bytes()[:-1])
    assert kept.answers(BLOCK, "key") is None
    assert kept.columns(BLOCK, ["design.credits"], KNOWN) is None


def test_what_is_old_is_removed(kept: KeptColumns, tmp_path: Path) -> None:
    assert kept.forget(before=0) == 0
    assert kept.forget(before=2**40) > 3
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]
