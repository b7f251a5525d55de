"""The tree over tiles is the tree of the standard, whatever its size and however it grew."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.core.transparency.hashing import EMPTY_ROOT, leaf_hash
from tanym.core.transparency.tiles import Tile, tile_of, tiles_of
from tanym.core.transparency.tree import Tree, append, root
from tests.core.transparency.trees import MemoryTiles, entry, grown, naive_root

KNOWN = [  # the entries and roots with which implementations of RFC 6962 compare themselves
    ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    ("606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
]


def test_known_entries_have_the_known_roots() -> None:
    tiles = MemoryTiles()
    for size, (data, known) in enumerate(KNOWN):
        append(tiles, size, [leaf_hash(bytes.fromhex(data))])
        assert root(tiles, size + 1).hex() == known


def test_an_empty_tree_has_the_root_of_nothing() -> None:
    assert root(MemoryTiles(), 0) == EMPTY_ROOT
    assert append(MemoryTiles(), 0, []) == 0


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 400), max_size=6))
def test_a_tree_is_the_same_however_its_leaves_came_in_batches(batches: list[int]) -> None:
    tiles, size = MemoryTiles(), 0
    for batch in batches:
        size = append(tiles, size, [leaf_hash(entry(n)) for n in range(size, size + batch)])
    assert size == sum(batches)
    assert root(tiles, size) == naive_root([entry(n) for n in range(size)])


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1500), st.data())
def test_every_earlier_root_is_still_there(size: int, data: st.DataObject) -> None:
    tiles, earlier = grown(size), data.draw(st.integers(0, size))
    assert root(tiles, earlier) == naive_root([entry(n) for n in range(earlier)])


def test_levels_above_the_second_come_of_full_tiles_only() -> None:
    size = 256 * 256 + 300
    tiles = grown(size, batch=10_000)
    assert {level for level, _ in tiles.held} == {0, 1, 2}
    assert len(tiles.held[2, 0]) == 32
    assert len(tiles.held[1, 1]) == 32
    assert root(tiles, size) == naive_root([entry(n) for n in range(size)])
    tiles.reads = 0
    root(tiles, size)
    assert tiles.reads == 3, "a root reads one tile of each level"


def test_the_tiles_of_a_tree_are_those_that_its_size_asks_for() -> None:
    assert tiles_of(0) == []
    of = tiles_of(70_000)
    assert len([tile for tile in of if tile.level == 0]) == 274
    assert [tile for tile in of if tile.width < 256] == [Tile(0, 273, 112), Tile(1, 1, 17), Tile(2, 0, 1)]
    assert tiles_of(256) == [Tile(0, 0), Tile(1, 0, 1)]
    assert tiles_of(300, since=256) == [Tile(0, 1, 44)]
    assert tiles_of(300, since=300) == []


def test_a_tile_is_as_wide_as_the_tree_makes_it() -> None:
    assert tile_of(300, 0, 1) == Tile(0, 1, 44)
    assert tile_of(300, 0, 0) == Tile(0, 0, 256)
    with pytest.raises(InvalidValue, match=r"log\.out-of-range"):
        tile_of(300, 0, 2)
    with pytest.raises(InvalidValue, match=r"log\.out-of-range"):
        tile_of(256, 0, 1)


def test_a_tree_of_less_than_nothing_is_refused() -> None:
    with pytest.raises(InvalidValue, match=r"log\.out-of-range"):
        Tree(MemoryTiles(), -1)


def test_a_tile_that_is_not_there_or_too_short_makes_no_root() -> None:
    tiles = grown(300)
    del tiles.held[0, 1]
    with pytest.raises(NotFound, match=r"log\.tile-missing"):
        root(tiles, 300)

    class Short(MemoryTiles):
        def read(self, tile: Tile) -> bytes:
            return b"\x00" * 31

    with pytest.raises(InvalidValue, match=r"log\.tile-malformed"):
        root(Short(), 300)
