"""The append-only tree over its tiles: growing, and the hash of any part of it (RFC 9162, 2.1)."""

from __future__ import annotations

from collections.abc import Iterable

from tanym.core.kernel.errors import InvalidValue
from tanym.core.transparency.hashing import EMPTY_ROOT, SIZE, fold, node_hash
from tanym.core.transparency.tiles import HEIGHT, WIDTH, GrowingTiles, Tile, Tiles, tile_of


def append(tiles: GrowingTiles, size: int, hashes: Iterable[bytes]) -> int:
    """Append the hashes of new leaves to a tree of `size` leaves and return its new size.

    What is read: the last tile of each level. What is written: in one call, the tiles that grew. Memory: the batch.
    """
    fresh = b"".join(hashes)
    grown = size + len(fresh) // SIZE
    written: dict[Tile, bytes] = {}
    level = 0
    while fresh:
        number, width = divmod(size >> (HEIGHT * level), WIDTH)
        row = (tiles.read(Tile(level, number, width)) if width else b"") + fresh
        above = []
        for start in range(0, len(row), WIDTH * SIZE):
            held = row[start : start + WIDTH * SIZE]
            written[Tile(level, number + start // (WIDTH * SIZE), len(held) // SIZE)] = held
            if len(held) == WIDTH * SIZE:
                above.append(fold(held))
        fresh = b"".join(above)
        level += 1
    if written:
        tiles.write(written)
    return grown


class Tree:
    """A tree of `size` leaves as its tiles show it; a tile is read once in its life."""

    def __init__(self, tiles: Tiles, size: int) -> None:
        if size < 0:
            raise InvalidValue("log.out-of-range")
        self.size = size
        self._tiles = tiles
        self._read: dict[tuple[int, int], bytes] = {}

    def root(self) -> bytes:
        """The hash of the whole tree. Raises what the tiles raise."""
        return self.part(0, self.size) if self.size else EMPTY_ROOT

    def part(self, start: int, end: int) -> bytes:
        """The hash over the leaves from `start` to before `end`, where a subtree begins at `start`."""
        peaks = []
        while start < end:
            height = (end - start).bit_length() - 1
            peaks.append(self._complete(height, start >> height))
            start += 1 << height
        top = peaks.pop()
        while peaks:
            top = node_hash(peaks.pop(), top)
        return top

    def _complete(self, height: int, index: int) -> bytes:
        """The hash of the complete subtree of this height with this number among its like."""
        level, above = divmod(height, HEIGHT)
        number, at = divmod(index << above, WIDTH)
        held = self._tile(level, number)[at * SIZE : (at + (1 << above)) * SIZE]
        return fold(held)

    def _tile(self, level: int, number: int) -> bytes:
        if (level, number) not in self._read:
            tile = tile_of(self.size, level, number)
            held = self._tiles.read(tile)
            if len(held) != tile.width * SIZE:
                raise InvalidValue("log.tile-malformed")
            self._read[level, number] = held
        return self._read[level, number]


def root(tiles: Tiles, size: int) -> bytes:
    """The root of the tree when it had `size` leaves."""
    return Tree(tiles, size).root()
