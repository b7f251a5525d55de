"""Bring in one's documents from another host of badges."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from tanym.adapters.guarded import within
from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.backpack.actions.take_in import Came, Result, take_in
from tanym.apps.backpack.consumer import host_at, token_of
from tanym.apps.backpack.models import Connection
from tanym.apps.backpack.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import Refused, TanymError

REFUSED = "refused"


SECONDS = 30.0
"""How long one request may take, whatever is asked in it: the host, its pages, and whoever vouches for a document."""


@dataclass(frozen=True, slots=True)
class Brought:
    """How many are new, renewed, same, refused; how many were looked at; and whether there may be more."""

    became: Mapping[str, int]
    looked: int
    more: bool


def bring(
    *,
    actor: Person,
    at: datetime,
    connection: Connection,
    offset: int = 0,
    clock: Callable[[], float] = time.monotonic,
) -> Brought:
    """Read what the host has of the person, from the place `offset` on, and take it in, until the time is up.

    What was taken in before the time was up, or before the host failed, is kept. Call it outside any transaction: it asks
    the host. `clock` counts seconds. Raises `Refused("host.over")` and what `OpenBadgesHost` raises at once.
    """
    permit(TABLE, "bring", actor, timezone.localdate(at), owner=connection.person)
    if not connection.works(at):
        raise Refused("host.over")
    end, became, more = clock() + SECONDS, Counter[str](), False
    try:
        with within(time.monotonic() + SECONDS):
            found = host_at(connection.host.address).credentials(token_of(connection), offset)
            for content in found:
                if became and clock() >= end:
                    more = True
                    break
                what = _became(actor, at, connection, content)
                if what == REFUSED and became and clock() >= end:
                    more = True  # perhaps only for want of time: it is the first of the next piece
                    break
                became[what] += 1
    except TanymError:
        if not became:
            raise
        more = True
    journal(
        actor=actor,
        at=at,
        action="backpack.bring",
        subject=f"backpack.connection:{connection.public_id}",
        details={"host": connection.host.address, **became},
    )
    return Brought(became, became.total(), more)


def _became(actor: Person, at: datetime, connection: Connection, content: bytes) -> str:
    try:
        made = take_in(
            actor=actor, at=at, content=content, came=Came.HOST, source=connection.host.name, strict=True
        )
    except TanymError as error:
        ours = error.code == "backpack.own-document"  # one of this platform that had gone there before
        return Result.SAME.value if ours else REFUSED
    return made.result.value
