"""Withdraw an offer of a document."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.wallets.models import Offer
from tanym.apps.wallets.permissions import TABLE


def withdraw_offer(*, actor: Person, at: datetime, offer: Offer) -> Offer:
    """No wallet can take it any more; what was taken stays. A second click changes nothing."""
    permit(TABLE, "withdraw_offer", actor, timezone.localdate(at), owner=offer.credential.holder)
    with transaction.atomic():
        found = Offer.objects.select_for_update(of=("self",), no_key=True).get(pk=offer.pk)
        if found.over:
            return found
        found.withdrawn_at = at
        found.save(update_fields=["withdrawn_at"])
        journal(actor=actor, at=at, action="wallets.withdraw_offer", subject=found.subject)
    return found
