"""Annul an entry that was made in error."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.registers.models import Entry, Recorded
from tanym.apps.registers.queries import definition
from tanym.apps.registers.recording import admitted, write
from tanym.core.registers.standing import Act


def annul(
    *,
    actor: Person | None,
    at: datetime,
    entry: Entry,
    since: date,
    reason: Mapping[str, str],
    basis: Mapping[str, str] | None = None,
    source: str = "",
    second: Person | None = None,
) -> Recorded:
    """It is kept and shown as annulled: it never stood. Raises as `amend`."""
    with transaction.atomic():
        admitted("annul", definition(entry.register), actor=actor, at=at, source=source, second=second)
        kept = (
            Entry.objects.select_for_update(of=("self",), no_key=True)
            .select_related("organisation")
            .get(pk=entry.pk)
        )
        return write(
            kept,
            Act.ANNULLED,
            actor=actor,
            at=at,
            since=since,
            until=None,
            content={},
            reason=reason,
            basis=basis or {},
            source=source,
            second=second,
        )
