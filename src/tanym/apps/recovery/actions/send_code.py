"""Send a code to a new address, so that only whoever reads there can give it to an account."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts import attempts, pace
from tanym.apps.accounts.models import Person
from tanym.apps.letters import ports
from tanym.apps.organisations.permissions import permit
from tanym.apps.recovery.notices import mail_code
from tanym.apps.recovery.permissions import TABLE
from tanym.core.kernel.errors import InvalidValue, Refused

DIGITS = 8
MOST, WINDOW = 5, 24 * 60 * 60
"""Codes that one person has sent in so many seconds: nobody fills somebody's mailbox."""


def send_code(*, actor: Person, at: datetime, address: str, password: str, network: str) -> str:
    """The code that was sent; the caller keeps it where this person alone types it.

    The password is asked for once more: whoever finds an open browser does not take the account along. Raises
    `InvalidValue("recovery.wrong-password" | "recovery.same-address")`, `Refused("recovery.too-often" | "message.no-mail")`.
    """
    permit(TABLE, "send_code", actor, timezone.localdate(at), owner=actor)
    if ports.mail() is None:
        raise Refused("message.no-mail")
    if attempts.too_many(actor.username, network):
        raise Refused("recovery.too-often")
    if not actor.check_password(password):
        attempts.failed(actor.username, network)
        raise InvalidValue("recovery.wrong-password")
    if address.casefold() == actor.email.casefold():
        raise InvalidValue("recovery.same-address")
    if pace.note("recovery-code", str(actor.pk), WINDOW) > MOST:
        raise Refused("recovery.too-often")
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    with transaction.atomic():
        mail_code(actor, code, at=at, address=address)
    return code
