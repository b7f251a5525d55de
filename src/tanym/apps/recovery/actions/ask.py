"""Ask for a new password by mail."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db import transaction

from tanym.apps.accounts import pace
from tanym.apps.letters.queries import count_about
from tanym.apps.recovery.notices import mail
from tanym.apps.recovery.queries import with_address
from tanym.core.kernel.errors import Refused

MOST_TO_AN_ADDRESS = 3
"""Mails that one address is sent within `WINDOW`, whoever asks."""
MOST_FROM_A_NETWORK = 100
"""Mails that are asked for from one network address in a quarter of an hour: as many as failed sign-ins."""
WINDOW, QUARTER = timedelta(hours=1), 15 * 60


def ask(*, at: datetime, address: str, language: str, network: str) -> None:
    """A mail to the address, whether an account has it or not: its reader alone learns which.

    So neither the answer nor its time tells a stranger who has an account. Raises `Refused("recovery.too-often")`, for a
    known address and an unknown one alike.
    """
    typed = address.strip()
    about = f"recovery.address:{hashlib.sha256(typed.casefold().encode()).hexdigest()[:32]}"
    if pace.note("recovery", network, QUARTER) > MOST_FROM_A_NETWORK:
        raise Refused("recovery.too-often")
    if count_about(about, at - WINDOW) >= MOST_TO_AN_ADDRESS:
        raise Refused("recovery.too-often")
    with transaction.atomic():
        mail(at=at, address=typed, accounts=with_address(typed), language=language, about=about)
