"""Propose that a signing key should end."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.credentials.models import IssuerKey, KeyProposal
from tanym.apps.credentials.permissions import KEYS
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import InvalidValue, Refused


def propose_key_end(
    *,
    actor: Person,
    at: datetime,
    key: IssuerKey,
    ending: IssuerKey.Ending,
    reason: str,
    as_of: datetime | None = None,
) -> KeyProposal:
    """Lay before a second person that a key is retired, or that it is compromised since the moment `as_of`.

    Raises `NotPermitted`, `InvalidValue` (`credential.revoked-without-reason`, `credential.key-as-of` for a moment that
    is missing, before the key or to come), `Refused` (`credential.key-ended-already`, `credential.key-proposed-already`).
    """
    permit(KEYS, "propose_end", actor, timezone.localdate(at), at=key.issuer)
    if not reason.strip():
        raise InvalidValue("credential.revoked-without-reason")
    compromised = ending == IssuerKey.Ending.COMPROMISED
    if compromised and (as_of is None or not key.since <= as_of <= at):
        raise InvalidValue("credential.key-as-of")
    with transaction.atomic():
        found = (
            IssuerKey.objects.select_for_update(no_key=True, of=("self",))
            .select_related("issuer")
            .get(pk=key.pk)
        )
        if found.ended_at is not None and not (compromised and found.ending != IssuerKey.Ending.COMPROMISED):
            raise Refused("credential.key-ended-already")
        if found.proposals.filter(state=KeyProposal.State.WAITING).exists():
            raise Refused("credential.key-proposed-already")
        made = found.proposals.create(
            ending=ending,
            as_of=as_of if compromised else None,
            reason=reason.strip(),
            proposed_by=actor,
            proposed_at=at,
        )
        journal(
            actor=actor,
            at=at,
            action="credentials.propose-key-end",
            subject=found.subject,
            details={"ending": ending.value},
        )
        return made
