"""End the rehearsals that nobody has ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from tanym.apps.rehearsal.ending import close
from tanym.apps.rehearsal.models import Rehearsal

TERM = timedelta(days=60)


def end_old(*, at: datetime) -> int:
    """End those that were begun more than sixty days ago; how many there were. Their reports stay."""
    ended = 0
    for one in Rehearsal.objects.filter(ended_at=None, opened_at__lt=at - TERM):
        with transaction.atomic():
            row = Rehearsal.objects.select_for_update(of=("self",), no_key=True).get(pk=one.pk)
            if row.ended_at is None:
                close(row, actor=None, at=at)
                ended += 1
    return ended
