"""Erase the rows of lists that nobody confirmed, and names in invitations that expired long ago."""

from __future__ import annotations

from datetime import datetime, timedelta

from tanym.apps.claims.actions.forget_addresses import forget_addresses
from tanym.apps.imports.models import Batch
from tanym.apps.organisations.actions.forget_invited import forget_invited

KEPT_FOR = timedelta(days=30)


def erase_old(*, at: datetime) -> tuple[int, int, int]:
    """How many lists that were not written were erased after thirty days, how many invitations forgot a name, and how many
    claims an address."""
    waiting = Batch.objects.exclude(state=Batch.State.WRITTEN).filter(uploaded_at__lt=at - KEPT_FOR)
    erased, _ = waiting.delete()
    return erased, forget_invited(at=at), forget_addresses(at=at)
