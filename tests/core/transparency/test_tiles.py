"""Names of tiles: one way to write each place, and nothing else is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue
from tanym.core.transparency.tiles import Tile, parse_tile

PLACES = st.builds(Tile, st.integers(0, 7), st.integers(0, 10**12), st.integers(1, 256))


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 0), "tile/0/000"),
        (Tile(0, 1_234_067), "tile/0/x001/x234/067"),
        (Tile(3, 1000, 8), "tile/3/x001/000.p/8"),
        (Tile(1, 999, 255), "tile/1/999.p/255"),
    ],
)
def test_a_tile_lies_where_the_public_layout_puts_it(tile: Tile, path: str) -> None:
    assert tile.path == path


@given(PLACES)
def test_a_path_leads_back_to_its_tile(tile: Tile) -> None:
    assert parse_tile(tile.path.removeprefix("tile/")) == tile


@pytest.mark.parametrize(
    "path",
    [
        "", "0", "0/", "0/0", "0/00", "00/000", "0/0000", "0/x000/001", "0/001/002", "0/x001", "-1/000", "8/000",
        "0/000.p/0", "0/000.p/256", "0/000.p/08", "0/000.p", "0/000.p/", "0/../000", "0/000/", "0/٠٠٠", "99/000",
        "0/" + "x999/" * 12 + "999",
    ],
)  # fmt: skip
def test_any_other_path_is_refused(path: str) -> None:
    with pytest.raises(InvalidValue, match=r"log\.tile-malformed"):
        parse_tile(path)
