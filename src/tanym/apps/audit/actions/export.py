"""Write the log as plain files that any web server can carry."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tanym.adapters.tiles import FileTiles, write_whole
from tanym.apps.audit.actions.publish import publish
from tanym.apps.audit.log_key import public_key
from tanym.apps.audit.queries import bundle, tile
from tanym.core.kernel.errors import InvalidValue
from tanym.core.transparency.checkpoint import read_checkpoint
from tanym.core.transparency.tiles import tiles_of


def export(*, at: datetime, folder: Path) -> int:
    """Publish, then write checkpoint, key, tiles and leaves into `folder`; only what is new since the last time.

    The checkpoint is written last: whoever reads meanwhile finds every tile that it asks for. Returns how many acts
    it covers. Raises `InvalidValue("log.folder-of-another-log")` where the folder holds what does not belong here.
    """
    newest = publish(at=at)
    since = _exported(folder)
    if since > newest.size:
        raise InvalidValue("log.folder-of-another-log")
    files = FileTiles(folder)
    for place in tiles_of(newest.size, since):
        files.write({place: tile(place)})
        if place.level == 0:
            leaves = folder / "tile" / "entries" / place.coordinates
            write_whole(leaves, bundle(place.number, place.width))
    write_whole(folder / "key", f"{public_key().text}\n".encode())
    write_whole(folder / "checkpoint", newest.note.encode())
    return newest.size


def _exported(folder: Path) -> int:
    """How many acts the folder holds already."""
    kept = folder / "checkpoint"
    if not kept.exists():
        return 0
    checkpoint = read_checkpoint(kept.read_text(encoding="utf-8"))
    if checkpoint.origin != public_key().name:
        raise InvalidValue("log.folder-of-another-log")
    return checkpoint.size
