"""Bring in one's documents from another host of badges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.backpack.actions.take_in import Came, Result, take_in
from tanym.apps.backpack.consumer import host_at, token_of
from tanym.apps.backpack.models import Connection
from tanym.apps.backpack.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import Refused, TanymError

REFUSED = "refused"


def bring(*, actor: Person, at: datetime, connection: Connection) -> Mapping[str, int]:
    """Read everything that the host has of the person and take it in; how many are new, renewed, same, refused.

    Call it outside any transaction: it asks the host. Raises `Refused("host.over")` and what `OpenBadgesHost` raises.
    """
    permit(TABLE, "bring", actor, timezone.localdate(at), owner=connection.person)
    if not connection.works(at):
        raise Refused("host.over")
    found = host_at(connection.host.address).credentials(token_of(connection))
    became: Counter[str] = Counter()
    for content in found:
        try:
            made = take_in(
                actor=actor, at=at, content=content, came=Came.HOST, source=connection.host.name, strict=True
            )
            became[made.result.value] += 1
        except TanymError as error:
            ours = error.code == "backpack.own-document"  # one of this platform that had gone there before
            became[Result.SAME.value if ours else REFUSED] += 1
    journal(
        actor=actor,
        at=at,
        action="backpack.bring",
        subject=f"backpack.connection:{connection.public_id}",
        details={"host": connection.host.address, **became},
    )
    return became
