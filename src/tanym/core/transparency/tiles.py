"""Tiles: 256 hashes of one level of the tree, named as the public tile layout names them (c2sp.org/tlog-tiles)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from tanym.core.kernel.errors import InvalidValue

HEIGHT = 8
WIDTH = 1 << HEIGHT
"""Hashes in a full tile."""

HIGHEST = 7
"""The level above which no tree grows that we can count: 256 to the power of 8 leaves."""

_PATH = re.compile(
    r"(?P<level>0|[1-9][0-9]?)/(?P<number>(?:x[0-9]{3}/)*[0-9]{3})(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """The place of a tile: its level (0: hashes of leaves), its number there, and how many hashes it holds."""

    level: int
    number: int
    width: int = WIDTH

    def __post_init__(self) -> None:
        if not (0 <= self.level <= HIGHEST and 0 <= self.number < 1 << 56 and 1 <= self.width <= WIDTH):
            raise InvalidValue("log.tile-malformed")

    @property
    def path(self) -> str:
        """Where it lies below the address of the log: `tile/0/x001/x234/067`, and `.p/12` behind it while it is partial."""
        return f"tile/{self.level}/{self.coordinates}"

    @property
    def coordinates(self) -> str:
        """The number in groups of three digits, and the width of a partial tile."""
        digits = str(self.number)
        digits = digits.zfill(-(-len(digits) // 3) * 3)
        groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
        name = "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])
        return name if self.width == WIDTH else f"{name}.p/{self.width}"


def parse_tile(path: str) -> Tile:
    """The tile at `<level>/<number>[.p/<width>]`; there is one way to write each. Raises `InvalidValue("log.tile-malformed")`."""
    found = _PATH.fullmatch(path)
    if found is None or len(path) > 60:
        raise InvalidValue("log.tile-malformed")
    number = int(found["number"].replace("x", "").replace("/", ""))
    tile = Tile(int(found["level"]), number, int(found["width"] or WIDTH))
    if f"{tile.level}/{tile.coordinates}" != path:
        raise InvalidValue("log.tile-malformed")
    return tile


def tile_of(size: int, level: int, number: int) -> Tile:
    """The tile in a tree of `size` leaves, as wide as it is there. Raises `InvalidValue("log.out-of-range")` where it has none."""
    width = min((size >> (HEIGHT * level)) - number * WIDTH, WIDTH)
    if width < 1 or number < 0:
        raise InvalidValue("log.out-of-range")
    return Tile(level, number, width)


def tiles_of(size: int, since: int = 0) -> list[Tile]:
    """Every tile of a tree of `size` leaves that a tree of `since` leaves did not have in this width, level by level."""
    found: list[Tile] = []
    for level in range(HIGHEST + 1):
        have, had = size >> (HEIGHT * level), since >> (HEIGHT * level)
        if have == had:
            continue
        found += [tile_of(size, level, number) for number in range(had // WIDTH, -(-have // WIDTH))]
    return found


class Tiles(Protocol):
    """Where tiles lie and are read."""

    def read(self, tile: Tile) -> bytes:
        """The hashes of a tile, exactly as many as its width.

        Raises `NotFound("log.tile-missing")`, or what the place where they lie raises.
        """
        ...


class GrowingTiles(Tiles, Protocol):
    """Where the tiles of a log lie that grows here."""

    def write(self, tiles: Mapping[Tile, bytes]) -> None:
        """Keep these tiles; a wider one takes the place of a narrower one at the same place."""
        ...
