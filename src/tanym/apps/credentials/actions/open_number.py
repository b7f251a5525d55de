"""Open or close the way to a document by the number printed on the certificate."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.permissions import TABLE
from tanym.apps.credentials.revoking import locked
from tanym.apps.organisations.permissions import permit


def open_number(*, actor: Person, at: datetime, credential: Credential, is_open: bool) -> Credential:
    """Say whether whoever has the printed number or code sees the verification. The same choice twice is one act."""
    permit(TABLE, "open_number", actor, timezone.localdate(at), owner=credential.holder)
    with transaction.atomic():
        found = locked(credential)
        if found.number_open is is_open:
            return found
        found.number_open = is_open
        found.revision += 1
        found.save(update_fields=["number_open", "revision"])
        journal(
            actor=actor,
            at=at,
            action="credentials.open-number",
            subject=found.subject,
            details={"number_open": is_open},
        )
        return found
