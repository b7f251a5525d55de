"""Open a stored file for somebody who may read it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tanym.adapters.stored.scanning import State
from tanym.apps.audit.actions.record import record
from tanym.apps.files import contents
from tanym.apps.files.actions.note_scan import note_scan
from tanym.apps.files.models import StoredFile
from tanym.apps.files.ports import scan, scanner
from tanym.core.kernel.errors import Refused


def open_file(*, actor: Any | None, at: datetime, stored: StoredFile, about: str = "") -> bytes:
    """The content, for the caller has asked whether this person may read it; who opened it stands in the journal.

    `about` names the case or application in which it was opened (room.thing:id). What owners open of their own is not
    journalled, nor what is public (`actor` is None). A file that the scanner has not seen is shown to it first, where there is one. Raises
    `Refused("file.infected")`, and as `contents.read`.
    """
    content = contents.read(stored.digest)
    if stored.scan == State.NOT_SCANNED and scanner() is not None:
        note_scan(at=at, digest=stored.digest, scan=scan(content))
        stored.refresh_from_db(fields=["scan", "scan_found", "scanned_at"])
    if stored.scan == State.INFECTED:
        raise Refused("file.infected", found=stored.scan_found)
    if actor is not None and stored.owner_id != actor.pk:
        record(
            actor=actor,
            at=at,
            action="files.open_file",
            subject=about or stored.subject,
            details={"file": str(stored.public_id)},
        )
    return content
