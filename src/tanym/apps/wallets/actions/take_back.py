"""Take a copy of a document back from a wallet."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.credentials.statuses import end
from tanym.apps.organisations.permissions import permit
from tanym.apps.wallets.models import Copy
from tanym.apps.wallets.permissions import TABLE
from tanym.core.kernel.errors import Refused


def take_back(*, actor: Person, at: datetime, copy: Copy) -> Copy:
    """Mark the copy as revoked: whoever checks it from now on reads so; the document itself stays as it is.

    A lost telephone is the reason for it. A second click changes nothing. Raises `Refused("wallet.copy-is-document")`
    for a copy without a place of its own.
    """
    permit(TABLE, "take_back", actor, timezone.localdate(at), owner=copy.credential.holder)
    with transaction.atomic():
        found = (
            Copy.objects.select_for_update(of=("self",), no_key=True).select_related("place").get(pk=copy.pk)
        )
        if found.taken_back_at is not None:
            return found
        if found.place is None:
            raise Refused("wallet.copy-is-document")
        found.taken_back_at = at
        found.save(update_fields=["taken_back_at"])
        journal(actor=actor, at=at, action="wallets.take_back", subject=found.subject)
        end(found.place, at)
    return found
