"""Make a new signing key of an organisation."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.credentials import issuer_keys
from tanym.apps.credentials.models import IssuerKey
from tanym.apps.credentials.permissions import KEYS
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.core.credentials.keys import KeyKind


def make_key(
    *, actor: Person, at: datetime, body: Organisation, kind: KeyKind, backend: str = ""
) -> IssuerKey:
    """Publish a new key now; it signs later, and the key before it stays published.

    Raises `NotPermitted`, and what `issuer_keys.begin` raises.
    """
    permit(KEYS, "make", actor, timezone.localdate(at), at=body)
    return issuer_keys.begin(body, at, kind, backend=backend, by=actor)
