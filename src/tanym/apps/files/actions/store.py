"""Store an uploaded file."""

from __future__ import annotations

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile

from tanym.apps.accounts.models import Person
from tanym.apps.files.actions.keep import keep
from tanym.apps.files.models import StoredFile
from tanym.apps.files.receiving import Received, receive


def store(*, actor: Person, at: datetime, upload: UploadedFile | Received) -> StoredFile:
    """Keep the file under the digest of its content and return its row; raises as `receive`."""
    given = upload if isinstance(upload, Received) else receive(upload)
    return keep(
        actor=actor,
        at=at,
        content=given.content,
        name=given.name,
        media_type=given.media_type,
        scan=given.scan,
    )
