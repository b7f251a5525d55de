"""Forget what wallets left behind and nobody needs any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from tanym.apps.wallets.models import Offer, Question, SpentNonce

REMEMBERED = timedelta(days=1)


def forget(*, actor: None, at: datetime) -> int:
    """Erase answers whose time is over, and offers, questions and nonces a day after their end; how many rows went."""
    over = Q(answer__isnull=False) | Q(private__isnull=False)
    Question.objects.filter(over, kept_until__lte=at).update(answer=None, private=None, closed_at=at)
    Question.objects.filter(private__isnull=False, until__lte=at, answered_at=None).update(private=None)
    old = Question.objects.filter(until__lt=at - REMEMBERED)
    offers = Offer.objects.filter(until__lt=at - REMEMBERED)
    nonces = SpentNonce.objects.filter(until__lt=at)
    return sum(found.delete()[0] for found in (old, offers, nonces))
