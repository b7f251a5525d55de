"""Offer a document to a wallet of one's own."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.credentials.certified import x5c_of
from tanym.apps.credentials.documents import record_of
from tanym.apps.credentials.revoking import locked
from tanym.apps.credentials.signing import key_of
from tanym.apps.organisations.permissions import permit
from tanym.apps.wallets.configurations import LEARNING, forms_of, profile
from tanym.apps.wallets.models import Offer
from tanym.apps.wallets.permissions import TABLE
from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.openid.offers import LASTS
from tanym.core.kernel.errors import InvalidValue, Refused

A_DAY, MOST_A_DAY = timedelta(days=1), 20
"""Offers of one document within a day: nobody needs more, and each makes a transaction code that could be guessed."""


def offer(*, actor: Person, at: datetime, credential: Any, configuration: str, way: str) -> Offer:
    """Make an offer that a wallet can take for ten minutes, once; another one of this document that waits ends.

    The same offer asked for twice is one. Raises `InvalidValue("wallet.form-unknown")`, `Refused`:
    `wallet.document-not-in-force`, `wallet.way-closed` (the profile knows one way only), `wallet.offers-many`, and what
    `x5c_of` raises.
    """
    permit(TABLE, "offer", actor, timezone.localdate(at), owner=credential.holder)
    if configuration not in forms_of(record_of(credential)) or way not in Offer.Way.values:
        raise InvalidValue("wallet.form-unknown")
    if way == Offer.Way.CODE and not profile().pre_authorised:
        raise Refused("wallet.way-closed")
    if configuration == LEARNING:
        body = credential.award.awarding_body
        x5c_of(body, key_of(body, at, kind=KeyKind.P256))  # refused here, where a person reads why
    with transaction.atomic():
        held = locked(credential)
        if held.revoked_at is not None or held.suspended(timezone.localdate(at)):
            raise Refused("wallet.document-not-in-force")
        before = list(Offer.objects.filter(credential=held, made_at__gt=at - A_DAY))
        waiting = [one for one in before if one.waits(at)]
        for one in waiting:
            if (one.configuration, one.way) == (configuration, way):
                return one
        if len(before) >= MOST_A_DAY:
            raise Refused("wallet.offers-many", most=MOST_A_DAY)
        for one in waiting:
            one.withdrawn_at = at
            one.save(update_fields=["withdrawn_at"])
        made = Offer.objects.create(
            credential=held, configuration=configuration, way=way, made_at=at, until=at + LASTS
        )
        journal(
            actor=actor,
            at=at,
            action="wallets.offer",
            subject=made.subject,
            details={"credential": str(held.public_id), "form": configuration, "way": way},
        )
        return made
