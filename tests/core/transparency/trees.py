"""A Merkle tree written straight from the definition, and tiles in memory, to compare with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from tanym.core.kernel.errors import NotFound
from tanym.core.transparency.hashing import leaf_hash
from tanym.core.transparency.tiles import Tile
from tanym.core.transparency.tree import append


def naive_root(entries: Sequence[bytes]) -> bytes:
    """MTH of RFC 9162, 2.1.1, word for word."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    k = split(len(entries))
    return sha256(b"\x01" + naive_root(entries[:k]) + naive_root(entries[k:])).digest()


def naive_path(m: int, entries: Sequence[bytes]) -> list[bytes]:
    """PATH of RFC 9162, 2.1.3.1."""
    if len(entries) == 1:
        return []
    k = split(len(entries))
    if m < k:
        return [*naive_path(m, entries[:k]), naive_root(entries[k:])]
    return [*naive_path(m - k, entries[k:]), naive_root(entries[:k])]


def naive_consistency(m: int, entries: Sequence[bytes], whole: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 9162, 2.1.4.1."""
    if m == len(entries):
        return [] if whole else [naive_root(entries)]
    k = split(len(entries))
    if m <= k:
        return [*naive_consistency(m, entries[:k], whole), naive_root(entries[k:])]
    return [*naive_consistency(m - k, entries[k:], False), naive_root(entries[:k])]


def split(n: int) -> int:
    """The largest power of two smaller than n."""
    k = 1
    while k * 2 < n:
        k *= 2
    return k


class MemoryTiles:
    """Tiles in a dictionary, each as wide as it ever was."""

    def __init__(self) -> None:
        self.held: dict[tuple[int, int], bytes] = {}
        self.reads = 0

    def read(self, tile: Tile) -> bytes:
        self.reads += 1
        held = self.held.get((tile.level, tile.number), b"")
        if len(held) < tile.width * 32:
            raise NotFound("log.tile-missing")
        return held[: tile.width * 32]

    def write(self, tiles: Mapping[Tile, bytes]) -> None:
        for tile, held in tiles.items():
            self.held[tile.level, tile.number] = held


def entry(n: int) -> bytes:
    return b"entry %d" % n


def grown(size: int, batch: int = 1000) -> MemoryTiles:
    """Tiles of a tree of this many leaves."""
    tiles, at = MemoryTiles(), 0
    while at < size:
        at = append(tiles, at, [leaf_hash(entry(n)) for n in range(at, min(at + batch, size))])
    return tiles
