"""Tiles of a log elsewhere: in a folder of plain files, or behind an address."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from tanym.core.credentials.ports import Fetcher
from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.core.transparency.hashing import SIZE
from tanym.core.transparency.tiles import WIDTH, Tile


class FileTiles:
    """Tiles as files, laid out so that any web server can serve the folder as the log (implements the port `GrowingTiles`)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, tile: Tile) -> bytes:
        """The hashes of the tile, from it or from the full one. Raises `NotFound("log.tile-missing")`."""
        for place in (tile, Tile(tile.level, tile.number)):
            path = self._folder / place.path
            if path.is_file():
                return path.read_bytes()[: tile.width * SIZE]
        raise NotFound("log.tile-missing", tile=tile.path)

    def write(self, tiles: Mapping[Tile, bytes]) -> None:
        """Write each tile as a file of its own; narrower ones stay, as older checkpoints ask for them."""
        for tile, held in tiles.items():
            write_whole(self._folder / tile.path, held)


class FetchedTiles:
    """Tiles behind the address of a log or of a mirror: to read only (implements the port `Tiles`)."""

    def __init__(self, address: str, fetcher: Fetcher) -> None:
        self._address = address.rstrip("/")
        self._fetcher = fetcher

    def read(self, tile: Tile) -> bytes:
        """The hashes of the tile. Where a mirror has dropped the partial tile, the full one holds them too.

        Raises `NotFound("log.unavailable")`, `InvalidValue("log.tile-malformed")`.
        """
        try:
            return self._fetched(tile, tile.width)
        except NotFound:
            if tile.width == WIDTH:
                raise
            return self._fetched(Tile(tile.level, tile.number), tile.width)

    def _fetched(self, tile: Tile, width: int) -> bytes:
        held = fetched(self._fetcher, f"{self._address}/{tile.path}")
        if len(held) != tile.width * SIZE:
            raise InvalidValue("log.tile-malformed")
        return held[: width * SIZE]


def fetched(fetcher: Fetcher, url: str) -> bytes:
    """What lies at an address of a log.

    Raises `NotFound("log.unavailable")`, and `Refused("credential.url-not-allowed")` for an address that must not be
    asked.
    """
    try:
        return fetcher.fetch(url)
    except NotFound as error:
        raise NotFound("log.unavailable", url=url[:200]) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever reads half of it, even where the machine stops in between."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{secrets.token_hex(8)}.draft")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
