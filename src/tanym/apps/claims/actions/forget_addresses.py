"""Forget the addresses of people who never came for their document."""

from __future__ import annotations

from datetime import datetime, timedelta

from tanym.apps.claims.models import Claim

KEPT_FOR = timedelta(days=2 * 365)
"""How long after the last code ended an address can still be written to."""


def forget_addresses(*, at: datetime) -> int:
    """Erase them; returns how many. The document goes on waiting: a code can be printed for whoever comes."""
    old = Claim.objects.filter(claimed_at__isnull=True, expires_at__lt=at - KEPT_FOR).exclude(
        email="", phone=""
    )
    return old.update(email="", phone="")
