"""Forget who was invited where the link expired long ago."""

from __future__ import annotations

from datetime import datetime, timedelta

from tanym.apps.organisations.models import Invitation

KEPT_FOR = timedelta(days=90)
"""How long an expired invitation can still be renewed."""


def forget_invited(*, at: datetime) -> int:
    """Withdraw them and erase name and address; returns how many."""
    old = Invitation.objects.filter(
        accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__lt=at - KEPT_FOR
    )
    return old.update(withdrawn_at=at, names={}, email="")
