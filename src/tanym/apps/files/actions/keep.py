"""Keep content whose kind its caller knows."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.files.content_locks import hold
from tanym.apps.files.models import StoredFile
from tanym.apps.files.queries import path_of


def keep(*, actor: Person, at: datetime, content: bytes, name: str, media_type: str) -> StoredFile:
    """Keep the bytes under their digest and return their row; the same bytes lie in the storage once.

    Whoever erases the last other row of these bytes waits until this one is kept, and then leaves the bytes.
    """
    digest = hashlib.sha256(content).hexdigest()
    path = path_of(digest)
    with transaction.atomic():
        hold(digest, alone=False)
        if not default_storage.exists(path):
            saved = default_storage.save(path, ContentFile(content))
            if saved != path:  # somebody was faster with the same bytes
                default_storage.delete(saved)
        return StoredFile.objects.create(
            owner=actor,
            name=name[-200:],
            media_type=media_type,
            size=len(content),
            digest=digest,
            stored_at=at,
        )
