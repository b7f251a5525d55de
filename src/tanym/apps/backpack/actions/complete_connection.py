"""Take the token with which a host has answered."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.audit.secrets_kept import seal, unseal
from tanym.apps.backpack.consumer import SCOPE, back_address, host_at, secret_of
from tanym.apps.backpack.models import Connection, Host
from tanym.apps.backpack.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import Refused

ANSWERED_WITHIN = timedelta(hours=1)
LONGEST = timedelta(hours=12)
UNKNOWN_THERE = 401


def complete_connection(*, actor: Person, at: datetime, connection: Connection, code: str) -> Connection:
    """Exchange the code for a token and keep it sealed until it ends. A second answer to the same request is refused.

    Raises `Refused` (`host.too-late`, `host.refused`) and what `OpenBadgesHost` raises.
    """
    permit(TABLE, "complete_connection", actor, timezone.localdate(at), owner=connection.person)
    if connection.sealed_token or at - connection.begun_at > ANSWERED_WITHIN:
        raise Refused("host.too-late")
    host = connection.host
    verifier = unseal(connection.sealed_verifier, f"backpack.verifier:{connection.state}")
    try:
        given = host_at(host.address).exchange(
            host.endpoints["token"], (host.client_id, secret_of(host)), code, verifier, back_address(), SCOPE
        )
    except Refused as error:
        if error.details.get("status") == UNKNOWN_THERE:
            Host.objects.filter(pk=host.pk).delete()  # it has forgotten us: the next visit registers anew
        raise
    with transaction.atomic():
        connection.sealed_token = seal(given.token, f"backpack.token:{connection.public_id}")
        connection.scope = given.scope
        connection.until = at + min(timedelta(seconds=given.seconds), LONGEST)
        connection.save(update_fields=["sealed_token", "scope", "until"])
        journal(
            actor=actor,
            at=at,
            action="backpack.complete_connection",
            subject=f"backpack.connection:{connection.public_id}",
            details={"host": host.address},
        )
        return connection
