"""Reads of stored files."""

from __future__ import annotations

from uuid import UUID

from django.core.files.storage import default_storage

from tanym.apps.files.models import StoredFile
from tanym.core.kernel.errors import NotFound


def path_of(digest: str) -> str:
    """Where the content with this digest lies in the storage; carries no name of a person."""
    return f"{digest[:2]}/{digest}"


def content(stored: StoredFile) -> bytes:
    """The bytes of a stored file."""
    with default_storage.open(path_of(stored.digest)) as opened:
        return bytes(opened.read())


def stored(public_id: UUID | str) -> StoredFile:
    """A stored file by its public identifier; who may read it is the caller's question. Raises `NotFound("page.unknown")`."""
    found = StoredFile.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    return found
