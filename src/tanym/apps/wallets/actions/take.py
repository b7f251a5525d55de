"""Take an offer: a wallet comes with the code of it and the digits that the holder typed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from tanym.apps.oauth.actions.give_tokens import give_tokens
from tanym.apps.oauth.actions.open_grant import open_grant
from tanym.apps.wallets.codes import transaction_code
from tanym.apps.wallets.configurations import SCOPES
from tanym.apps.wallets.models import Offer
from tanym.apps.wallets.queries import offer_by_code
from tanym.core.credentials.openid.token_request import Standing, TokenRequest, check_grant
from tanym.core.kernel.errors import InvalidValue

ACCESS = timedelta(minutes=10)
DETAIL = "wallets.offer"
"""Under which name a permission says of which offer it is."""


def take(*, actor: None, at: datetime, asked: TokenRequest, jkt: str = "") -> dict[str, Any]:
    """The tokens for an offer: the wallet may fetch this one document, for ten minutes.

    They are bound to the key with the thumbprint `jkt`, where the wallet has shown one. A wrong transaction code is counted, and the fifth ends the offer. Raises `InvalidValue("openid.invalid-grant")`.
    """
    known = offer_by_code(asked.code)
    if known is None:
        raise InvalidValue("openid.invalid-grant")
    fault: InvalidValue | None = None
    with transaction.atomic():  # a wrong code is counted also though it is refused
        offer = (
            Offer.objects.select_for_update(of=("self",), no_key=True)
            .select_related("credential__holder")
            .get(pk=known.pk)
        )
        standing = Standing(transaction_code(offer), offer.until, offer.tries, offer.over)
        try:
            check_grant(asked, standing, at)
        except InvalidValue as error:
            fault = error
            if offer.waits(at):
                offer.tries += 1
                offer.save(update_fields=["tries"])
        else:
            offer.taken_at = at
            offer.save(update_fields=["taken_at"])
            scope = SCOPES[offer.configuration]
            grant = open_grant(
                actor=offer.credential.holder,
                at=at,
                client=None,
                scope=[scope],
                until=at + ACCESS,
                details={DETAIL: str(offer.public_id)},
            )
            return give_tokens(actor=actor, at=at, grant=grant, scope=scope, lasts=ACCESS, jkt=jkt)
    raise fault
