"""The name of this installation's log and the key with which it signs."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

from tanym.adapters.keys import FileSigner, KeyStore
from tanym.core.credentials.did import web_did
from tanym.core.transparency.notes import NoteKey


def origin() -> str:
    """The log's name: its public address without the scheme."""
    return f"{urlsplit(settings.TANYM.address).netloc}/log"


def signer() -> FileSigner:
    """The log's own key, made at its first use; it signs nothing but checkpoints."""
    return KeyStore(settings.TANYM.var / "keys").ensure(
        web_did(urlsplit(settings.TANYM.address).netloc, "log")
    )


def public_key() -> NoteKey:
    """The public half, which witnesses keep."""
    return NoteKey(origin(), signer().public)
