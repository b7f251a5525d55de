"""Send documents to another host of badges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.backpack.consumer import host_at, token_of
from tanym.apps.backpack.exchange import Entry
from tanym.apps.backpack.models import Connection
from tanym.apps.backpack.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import NotPermitted, Refused


@dataclass(frozen=True, slots=True)
class Sent:
    """How many documents are new at the host, how many it had, and how many it refused."""

    new: int = 0
    known: int = 0
    refused: int = 0


def send(*, actor: Person, at: datetime, connection: Connection, documents: Sequence[Entry]) -> Sent:
    """Hand each document over as it is; one that the host refuses does not stop the others.

    Call it outside any transaction: it asks the host. Raises `Refused("host.over")` where the visit is over,
    `NotPermitted` for a document of somebody else, and what `OpenBadgesHost` raises where the host does not answer.
    """
    on = timezone.localdate(at)
    permit(TABLE, "send", actor, on, owner=connection.person)
    if any(one.owner_id != actor.pk for one in documents):
        raise NotPermitted("not-permitted")
    if not connection.works(at):
        raise Refused("host.over")
    there, token = host_at(connection.host.address), token_of(connection)
    new = known = refused = 0
    for one in documents:
        try:
            made = there.upsert(token, one.text())
            new, known = new + made, known + (not made)
        except Refused:
            refused += 1
    sent = Sent(new, known, refused)
    journal(
        actor=actor,
        at=at,
        action="backpack.send",
        subject=f"backpack.connection:{connection.public_id}",
        details={"host": connection.host.address, "new": new, "known": known, "refused": refused},
    )
    return sent
