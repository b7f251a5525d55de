"""Hand over what came to an account while it was made part of another."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.holdings import hand_over
from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record


def follow_up(*, at: datetime) -> int:
    """How many rows came late: a page of that account may have been at work in the moment of merging."""
    count = 0
    for gone in Person.objects.filter(merged_into__isnull=False).select_related("merged_into").order_by("pk"):
        with transaction.atomic():
            moved = hand_over(gone, gone.merged_into, at)
            if moved:
                record(
                    actor=None,
                    at=at,
                    action="merging.follow_up",
                    subject=f"accounts.person:{gone.merged_into.public_id}",
                    details={"from": str(gone.public_id), "moved": moved},
                )
                count += sum(moved.values())
    return count
