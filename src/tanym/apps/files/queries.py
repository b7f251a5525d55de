"""Reads of stored files."""

from __future__ import annotations

from django.core.files.storage import default_storage

from tanym.apps.files.models import StoredFile


def path_of(digest: str) -> str:
    """Where the content with this digest lies in the storage; carries no name of a person."""
    return f"{digest[:2]}/{digest}"


def content(stored: StoredFile) -> bytes:
    """The bytes of a stored file."""
    with default_storage.open(path_of(stored.digest)) as opened:
        return bytes(opened.read())
