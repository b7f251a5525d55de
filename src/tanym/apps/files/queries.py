"""Reads of stored files."""

from __future__ import annotations

from uuid import UUID

from tanym.apps.files import contents
from tanym.apps.files.models import StoredFile
from tanym.core.kernel.errors import NotFound


def path_of(digest: str) -> str:
    """Where the content with this digest lies in the storage; carries no name of a person."""
    return contents.path_of(digest)


def content(stored: StoredFile) -> bytes:
    """The bytes of a stored file, for the platform's own reading. To show them to a person: `actions.open_file`."""
    return contents.read(stored.digest)


def stored(public_id: UUID | str) -> StoredFile:
    """A stored file by its public identifier; who may read it is the caller's question. Raises `NotFound("page.unknown")`."""
    found = StoredFile.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    return found
