"""Keep content whose kind its caller knows."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from tanym.adapters.stored.scanning import Scan, State
from tanym.apps.accounts.models import Person
from tanym.apps.files import contents
from tanym.apps.files.content_locks import hold
from tanym.apps.files.models import StoredFile
from tanym.apps.files.names import tidy
from tanym.apps.files.ports import scan as ask_scanner
from tanym.core.kernel.errors import InvalidValue


def keep(
    *,
    actor: Person,
    at: datetime,
    content: bytes,
    name: str,
    media_type: str,
    scan: Scan | None = None,
) -> StoredFile:
    """Keep the bytes sealed under their digest and return their row; the same bytes lie in the storage once.

    Whoever erases the last other row of these bytes waits until this one is kept, and then leaves the bytes. What was
    not scanned yet is scanned now, where there is a scanner; raises `InvalidValue("upload.infected")`.
    """
    said = ask_scanner(content) if scan is None else scan
    if said.state is State.INFECTED:
        raise InvalidValue("upload.infected", name=tidy(name), found=said.found)
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        hold(digest, alone=False)
        contents.write(digest, content)
        return StoredFile.objects.create(
            owner=actor,
            name=tidy(name, media_type),
            media_type=media_type,
            size=len(content),
            digest=digest,
            stored_at=at,
            scan=said.state,
            scan_found=said.found,
            scanned_at=None if said.state is State.NOT_SCANNED else at,
        )
