"""The name of this installation's log and the key with which it signs."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

from tanym.adapters.signing.software import SoftwareSigner
from tanym.apps.audit.key_store import key_store
from tanym.core.credentials.did import web_did
from tanym.core.transparency.notes import NoteKey


def origin() -> str:
    """The log's name: its public address without the scheme."""
    return f"{urlsplit(settings.TANYM.address).netloc}/log"


def signer() -> SoftwareSigner:
    """The log's own key, made at its first use; it signs nothing but checkpoints."""
    return key_store().ensure(web_did(urlsplit(settings.TANYM.address).netloc, "log"))


def public_key() -> NoteKey:
    """The public half, which witnesses keep."""
    return NoteKey(origin(), signer().public)
