"""A witness believes a log that goes on telling the same history, and no other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.kernel.errors import NotFound, Refused
from tanym.core.transparency.checkpoint import Checkpoint
from tanym.core.transparency.hashing import leaf_hash
from tanym.core.transparency.tree import append, root
from tanym.core.transparency.witness import follow
from tests.core.transparency.trees import MemoryTiles, entry, grown

BIG = 700
TILES = grown(BIG)


def _told(size: int, tiles: MemoryTiles = TILES, origin: str = "a") -> Checkpoint:
    return Checkpoint(origin, size, root(tiles, size))


def _forged(at: int, size: int) -> MemoryTiles:
    tiles = MemoryTiles()
    append(tiles, 0, [leaf_hash(b"forged" if n == at else entry(n)) for n in range(size)])
    return tiles


@settings(max_examples=60, deadline=None)
@given(st.integers(0, BIG), st.data())
def test_a_log_that_grows_is_believed(old: int, data: st.DataObject) -> None:
    new = data.draw(st.integers(old, BIG))
    follow(None, _told(new), TILES)
    follow(_told(old), _told(new), TILES)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 600), st.data())
def test_a_history_rewritten_anywhere_is_found(old: int, data: st.DataObject) -> None:
    at, new = data.draw(st.integers(0, old - 1)), data.draw(st.integers(old + 1, BIG))
    forged = _forged(at, new)
    with pytest.raises(Refused, match=r"log\.rewritten"):
        follow(_told(old), _told(new, forged), forged)
    with pytest.raises(Refused, match=r"log\.forked"):
        follow(_told(old), _told(old, forged), forged)
    with pytest.raises(Refused, match=r"log\.tiles-differ"):
        follow(_told(old), _told(new, forged), TILES)


def test_a_smaller_log_and_another_log_are_refused() -> None:
    with pytest.raises(Refused, match=r"log\.shrunk"):
        follow(_told(9), _told(8), TILES)
    with pytest.raises(Refused, match=r"log\.another-log"):
        follow(_told(8), _told(9, origin="b"), TILES)


def test_what_cannot_be_read_is_neither_believed_nor_refused() -> None:
    with pytest.raises(NotFound, match=r"log\.tile-missing"):
        follow(_told(8), _told(9), MemoryTiles())
