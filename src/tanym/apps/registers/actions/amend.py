"""Change what an entry says, or how long it holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.models import Organisation
from tanym.apps.registers.models import Entry, Recorded
from tanym.apps.registers.queries import definition
from tanym.apps.registers.recording import admitted, alone, locked, write
from tanym.core.registers.standing import Act


def amend(
    *,
    actor: Person | None,
    at: datetime,
    entry: Entry,
    since: date,
    content: Mapping[str, Any],
    until: date | None,
    reason: Mapping[str, str],
    basis: Mapping[str, str] | None = None,
    source: str = "",
    second: Person | None = None,
) -> Recorded:
    """From `since` on the entry says this and holds until that day (None: open); a renewal is an amendment, too.

    Raises `Refused` as `core.registers.standing.admit`, `Refused("register.second-person")`, `NotPermitted`, and
    `Refused("register.already-entered")` for the late renewal of an entry that another one of the same body has followed.
    """
    of = definition(entry.register)
    with transaction.atomic():
        admitted("amend", of, actor=actor, at=at, source=source, second=second)
        if entry.organisation_id:
            Organisation.objects.select_for_update(no_key=True).get(pk=entry.organisation_id)
        kept = locked(entry)
        alone(of, kept.organisation, kept.person, since, besides=kept)
        return write(
            kept,
            Act.AMENDED,
            actor=actor,
            at=at,
            since=since,
            until=until,
            content=content,
            reason=reason,
            basis=basis or {},
            source=source,
            second=second,
        )
