"""The tiles of the log in the database (implements the port `GrowingTiles`)."""

from __future__ import annotations

from collections.abc import Mapping

from tanym.apps.audit.models import LogTile
from tanym.core.kernel.errors import NotFound
from tanym.core.transparency.hashing import SIZE
from tanym.core.transparency.tiles import Tile


class DatabaseTiles:
    """One row for a tile, which grows with it: what it held when it was narrower is its beginning."""

    def read(self, tile: Tile) -> bytes:
        """The hashes of the tile. Raises `NotFound("log.tile-missing")`."""
        held = (
            LogTile.objects.filter(level=tile.level, number=tile.number)
            .values_list("hashes", flat=True)
            .first()
        )
        if held is None or len(held) < tile.width * SIZE:
            raise NotFound("log.tile-missing", tile=tile.path)
        return bytes(held[: tile.width * SIZE])

    def write(self, tiles: Mapping[Tile, bytes]) -> None:
        """Keep the tiles, in the transaction of the caller."""
        LogTile.objects.bulk_create(
            [LogTile(level=tile.level, number=tile.number, hashes=held) for tile, held in tiles.items()],
            update_conflicts=True,
            unique_fields=["level", "number"],
            update_fields=["hashes"],
            batch_size=200,
        )
