"""Note what a wallet tells of the copies that it was given."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.audit.actions.record import record as journal
from tanym.apps.credentials.statuses import end
from tanym.apps.wallets.models import Copy, Offer
from tanym.core.credentials.openid.notification import Event


def note_outcome(*, actor: None, at: datetime, offer: Offer, event: Event) -> None:
    """Copies that the wallet does not keep, because it failed or because its person said no, count no longer.

    A copy without a place of its own is the document itself and stays as it is. The same news a second time changes nothing.
    """
    if event is Event.ACCEPTED:
        return
    with transaction.atomic():
        given = Copy.objects.select_for_update(of=("self",), no_key=True).select_related("place")
        for copy in given.filter(offer=offer, taken_back_at=None, place__isnull=False).order_by("pk"):
            copy.taken_back_at = at
            copy.save(update_fields=["taken_back_at"])
            end(copy.place, at)
            journal(
                actor=actor,
                at=at,
                action="wallets.note_outcome",
                subject=copy.subject,
                details={"event": event.value},
            )
