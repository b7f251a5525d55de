"""Erase the rows of lists that nobody confirmed, and names in invitations that expired long ago."""

from __future__ import annotations

from datetime import datetime, timedelta

from tanym.apps.imports.models import Batch
from tanym.apps.organisations.actions.forget_invited import forget_invited

KEPT_FOR = timedelta(days=30)


def erase_old(*, at: datetime) -> tuple[int, int]:
    """How many lists that were not written were erased after thirty days, and how many invitations forgot a name."""
    waiting = Batch.objects.exclude(state=Batch.State.WRITTEN).filter(uploaded_at__lt=at - KEPT_FOR)
    erased, _ = waiting.delete()
    return erased, forget_invited(at=at)
