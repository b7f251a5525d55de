"""Keep content whose kind its caller knows."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tanym.apps.accounts.models import Person
from tanym.apps.files.models import StoredFile
from tanym.apps.files.queries import path_of


def keep(*, actor: Person, at: datetime, content: bytes, name: str, media_type: str) -> StoredFile:
    """Keep the bytes under their digest and return their row; the same bytes lie in the storage once."""
    digest = hashlib.sha256(content).hexdigest()
    path = path_of(digest)
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(content))
    return StoredFile.objects.create(
        owner=actor, name=name[-200:], media_type=media_type, size=len(content), digest=digest, stored_at=at
    )
