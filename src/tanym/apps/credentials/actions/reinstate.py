"""Reinstate a suspended credential."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.credentials import notices
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.revoking import ask_rules, is_repeat, locked, permit_change
from tanym.apps.credentials.statuses import touch
from tanym.core.kernel.errors import Refused


def reinstate(
    *, actor: Person, at: datetime, credential: Credential, revision: int, reason: str
) -> Credential:
    """The document counts again. The reason goes to the holder and is kept nowhere else.

    Raises `NotPermitted` (`credential.own-document`), `InvalidValue("credential.revoked-without-reason")`, `Refused`
    (`changed-meanwhile`, `award.annulled`, `credential.not-suspended`). A second click changes nothing.
    """
    reason = permit_change(actor, "reinstate", credential, reason, at)
    with transaction.atomic():
        found = locked(credential)
        if is_repeat(found, revision, actor, "credentials.reinstate", found.suspended_at is None):
            return found
        if found.revoked_at:
            raise Refused("award.annulled", on=timezone.localdate(found.revoked_at).isoformat())
        if not found.suspended(timezone.localdate(at)):
            raise Refused("credential.not-suspended")
        found.suspended_at, found.suspended_for, found.suspended_until = None, "", None
        found.revision += 1
        found.save(update_fields=["suspended_at", "suspended_for", "suspended_until", "revision"])
        ask_rules(found, at)
        journal(actor=actor, at=at, action="credentials.reinstate", subject=found.subject)
        touch([found], at)
        notices.reinstated(found, at, reason)
    return found
