"""Locks: no row is locked harder than it has to be."""

from __future__ import annotations

import re

from tests.places import ROOT

ASKED = re.compile(r"select_for_update\(((?:[^()]|\([^()]*\))*)\)")


def test_a_locked_row_may_still_be_referred_to() -> None:
    """A foreign key is checked when its transaction ends: behind a lock on the whole row it would wait, and wait in a circle.

    PostgreSQL, FOR NO KEY UPDATE: as strong against other changes of the row, no hindrance to who refers to it.
    """
    harder = [
        f"{path.relative_to(ROOT)}: {how}"
        for path in sorted((ROOT / "src/tanym/apps").rglob("*.py"))
        for how in ASKED.findall(path.read_text(encoding="utf-8"))
        if "no_key=True" not in how
    ]
    assert harder == []
