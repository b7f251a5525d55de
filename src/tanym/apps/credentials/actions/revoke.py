"""Revoke a credential."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.audit.queries import repeats
from tanym.apps.credentials import notices
from tanym.apps.credentials.checking import facts_of_issue
from tanym.apps.credentials.documents import record_of
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.permissions import TABLE
from tanym.apps.credentials.statuses import touch
from tanym.apps.organisations.permissions import permit
from tanym.apps.policy.actions.check import check
from tanym.apps.qualifications.actions.annul import annul
from tanym.core.credentials.record import Kind
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused


def revoke(*, actor: Person, at: datetime, credential: Credential, revision: int, reason: str) -> Credential:
    """Annul the award and mark its credential as revoked: whoever checks it from now on reads so.

    Raises `NotPermitted` (`credential.own-document`), `InvalidValue("credential.revoked-without-reason")`,
    `Refused` (`changed-meanwhile`, `award.annulled`). A second click changes nothing.
    """
    permit(TABLE, "revoke", actor, timezone.localdate(at), at=credential.award.awarding_body)
    if credential.holder_id == actor.pk:
        raise NotPermitted("credential.own-document")
    if not reason.strip():
        raise InvalidValue("credential.revoked-without-reason")
    with transaction.atomic():
        found = (
            Credential.objects.select_for_update(of=("self",))
            .select_related("award", "holder")
            .get(pk=credential.pk)
        )
        if found.revision != revision:
            if found.revoked_for == reason.strip() and repeats(
                found.subject, actor=actor, action="credentials.revoke"
            ):
                return found
            raise Refused("changed-meanwhile")
        if found.revoked_at:
            raise Refused("award.annulled", on=timezone.localdate(found.revoked_at).isoformat())
        found.revoked_at, found.revoked_for = at, reason.strip()
        found.revision += 1
        found.save(update_fields=["revoked_at", "revoked_for", "revision"])
        touch([found], at)
        _ask_rules(found, at)
        annul(actor=actor, at=at, award=found.award, reason=reason.strip())
        journal(actor=actor, at=at, action="credentials.revoke", subject=found.subject)
        notices.revoked(found, at)
    return found


def _ask_rules(found: Credential, at: datetime) -> None:
    """Keep what the rules on issue say of a document that is revoked; no rule stands in the way of revoking."""
    record = record_of(found)
    if record.kind is Kind.MICRO_QUALIFICATION:
        award = found.award
        facts = facts_of_issue(found, record, award.conferred_on)
        body = award.awarding_body.code
        check(
            at=at, on=timezone.localdate(at), subject="issue", facts=facts, of=found.subject, institution=body
        )
