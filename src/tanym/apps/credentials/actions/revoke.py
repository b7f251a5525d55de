"""Revoke a credential."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.credentials import notices
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.revoking import is_repeat, locked, mark_revoked, permit_change
from tanym.apps.credentials.statuses import touch


def revoke(*, actor: Person, at: datetime, credential: Credential, revision: int, reason: str) -> Credential:
    """Annul the award and mark its credential as revoked: whoever checks it from now on reads so.

    Raises `NotPermitted` (`credential.own-document`), `InvalidValue("credential.revoked-without-reason")`,
    `Refused` (`changed-meanwhile`, `award.annulled`). A second click changes nothing.
    """
    reason = permit_change(actor, "revoke", credential, reason, at)
    with transaction.atomic():
        found = locked(credential)
        if is_repeat(found, revision, actor, "credentials.revoke", found.revoked_for == reason):
            return found
        mark_revoked(found, actor=actor, at=at, reason=reason)
        touch([found], at)
        notices.revoked(found, at)
    return found
