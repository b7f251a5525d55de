"""Verify a document again and keep the day."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.backpack.models import ImportedCredential
from tanym.apps.backpack.permissions import TABLE
from tanym.apps.backpack.reading import kept_checks, verified
from tanym.apps.files.queries import content
from tanym.apps.organisations.permissions import permit


def verify_again(*, actor: Person, at: datetime, credential: ImportedCredential) -> ImportedCredential:
    """Ask everything anew, the status at the issuer's too, and keep what was answered with its day."""
    permit(TABLE, "verify_again", actor, timezone.localdate(at), owner=credential.owner)
    checks = kept_checks(verified(content(credential.file), at))  # before the lock: it may ask the network
    with transaction.atomic():
        found = ImportedCredential.objects.select_for_update(of=("self",), no_key=True).get(pk=credential.pk)
        changed = checks != found.checks
        found.checks, found.checked_at = checks, at
        found.save(update_fields=["checks", "checked_at"])
        journal(
            actor=actor,
            at=at,
            action="backpack.verify_again",
            subject=found.subject,
            details={"changed": changed},
        )
        return found
