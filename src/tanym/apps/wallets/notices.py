"""Letters of wallets: to the holder, when a document went into a wallet."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.words import say
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.addresses import page_address
from tanym.apps.wallets.models import Offer
from tanym.core.kernel.localized import LANGUAGES


def handed_over(offer: Offer, at: datetime) -> None:
    """That a wallet has the document now; who did not do it takes the copy back."""
    number = offer.credential.number
    send(
        to=offer.credential.holder,
        at=at,
        about=offer.subject,
        address=page_address("wallets:offer", offer.credential.public_id),
        subject={x: say("wallet.letter.handed-over-subject", x, number=number) for x in LANGUAGES},
        body={x: say("wallet.letter.handed-over", x, number=number) for x in LANGUAGES},
    )
