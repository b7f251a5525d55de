"""Decide on the proposal that a signing key should end."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.publish import publish
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.credentials import issuer_keys
from tanym.apps.credentials.models import IssuerKey, KeyProposal
from tanym.apps.credentials.permissions import KEYS
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import Refused


def decide_key_end(*, actor: Person, at: datetime, proposal: KeyProposal, carry_out: bool) -> KeyProposal:
    """Carry it out, as the second person, or decline it; whoever proposed it may take it back.

    The key signs no more, the private half is erased where it is in our hands, the public half stays in the DID document
    with its end. Before that the public log is brought up to date, so that what was signed until now is dated. Raises
    `NotPermitted`, `Refused` (`credential.second-person`, `credential.key-decided-already`).
    """
    permit(KEYS, "decide_end", actor, timezone.localdate(at), at=proposal.key.issuer)
    if carry_out and proposal.proposed_by_id == actor.pk:
        raise Refused("credential.second-person")
    if carry_out:
        publish(at=at)
    with transaction.atomic():
        found = KeyProposal.objects.select_for_update(no_key=True, of=("self",)).get(pk=proposal.pk)
        if found.state != KeyProposal.State.WAITING:
            raise Refused("credential.key-decided-already")
        found.state = KeyProposal.State.DONE if carry_out else KeyProposal.State.DECLINED
        found.decided_by, found.decided_at = actor, at
        found.save()
        key = (
            IssuerKey.objects.select_for_update(no_key=True, of=("self",))
            .select_related("issuer")
            .get(pk=found.key_id)
        )
        details = {"ending": found.ending, "carried_out": carry_out}
        journal(actor=actor, at=at, action="credentials.decide-key-end", subject=key.subject, details=details)
        if carry_out:
            key.ended_at, key.ending = key.ended_at or at, found.ending
            key.distrusted_from = found.as_of
            key.save(update_fields=["ended_at", "ending", "distrusted_from"])
            transaction.on_commit(partial(issuer_keys.destroy, key))
        return found
