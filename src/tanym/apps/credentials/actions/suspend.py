"""Suspend a credential."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.credentials import notices
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.revoking import ask_rules, is_repeat, locked, permit_change
from tanym.apps.credentials.statuses import touch
from tanym.core.kernel.errors import InvalidValue, Refused


def suspend(
    *,
    actor: Person,
    at: datetime,
    credential: Credential,
    revision: int,
    reason: str,
    until: date | None = None,
) -> Credential:
    """For the time being the document counts for nothing: until the day `until`, or until it is reinstated.

    Raises `NotPermitted` (`credential.own-document`), `InvalidValue` (`credential.revoked-without-reason`,
    `credential.suspended-in-the-past`), `Refused` (`changed-meanwhile`, `award.annulled`, `credential.suspended-already`).
    A second click changes nothing.
    """
    reason = permit_change(actor, "suspend", credential, reason, at)
    today = timezone.localdate(at)
    if until is not None and until < today:
        raise InvalidValue("credential.suspended-in-the-past")
    with transaction.atomic():
        found = locked(credential)
        same = (found.suspended_for, found.suspended_until) == (reason, until)
        if is_repeat(found, revision, actor, "credentials.suspend", same):
            return found
        if found.revoked_at:
            raise Refused("award.annulled", on=timezone.localdate(found.revoked_at).isoformat())
        if found.suspended(today):
            raise Refused("credential.suspended-already")
        found.suspended_at, found.suspended_for, found.suspended_until = at, reason, until
        found.revision += 1
        found.save(update_fields=["suspended_at", "suspended_for", "suspended_until", "revision"])
        ask_rules(found, at)
        details = {"until": until.isoformat()} if until else {}
        journal(actor=actor, at=at, action="credentials.suspend", subject=found.subject, details=details)
        touch([found], at)
        notices.suspended(found, at)
    return found
