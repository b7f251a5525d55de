"""Letters of registers: a subscription that was switched off, an entry that ends soon, a proposal that was decided."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.addresses import page_address
from tanym.apps.registers.models import Subscription
from tanym.core.kernel.localized import LANGUAGES


def switched_off(of: Subscription, *, at: datetime) -> None:
    """Tell who subscribed that nothing is sent to the address any more, and how it goes on."""
    _write(
        of.by,
        "register.letter.switched-off",
        at=at,
        about=f"registers.subscription:{of.public_id}",
        address=page_address("registers:subscription", of.public_id),
        places={"address": of.address},
    )


def _write(
    to: Person, code: str, *, at: datetime, about: str, address: str, places: dict[str, object]
) -> None:
    send(
        to=to,
        at=at,
        about=about,
        subject={language: say(f"{code}.subject", language, **places) for language in LANGUAGES},
        body={language: say(f"{code}.body", language, **places) for language in LANGUAGES},
        address=address,
    )
