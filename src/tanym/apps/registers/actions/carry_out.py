"""Carry out what a keeper has given for an entry."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.queries import organisation
from tanym.apps.registers.actions.amend import amend
from tanym.apps.registers.actions.annul import annul
from tanym.apps.registers.actions.enter import enter
from tanym.apps.registers.actions.reinstate import reinstate
from tanym.apps.registers.actions.suspend import suspend
from tanym.apps.registers.actions.withdraw import withdraw
from tanym.apps.registers.models import Entry
from tanym.apps.registers.proposing import Given
from tanym.core.kernel.errors import Refused
from tanym.core.registers.definition import Definition
from tanym.core.registers.standing import Act


def carry_out(
    of: Definition,
    act: Act,
    entry: Entry | None,
    given: Given,
    *,
    actor: Person | None,
    second: Person | None,
    at: datetime,
    rehearsal: bool = False,
) -> Entry:
    """Record the act; the entry that it is about. Raises as the actions, and `Refused("changed-meanwhile")`.

    A rehearsal is undone again: whatever would refuse the act when it is confirmed refuses it already now.
    """
    with transaction.atomic():
        found = _act(of, act, entry, given, actor=actor, second=second, at=at)
        transaction.set_rollback(rehearsal)
        return found


def _act(
    of: Definition,
    act: Act,
    entry: Entry | None,
    given: Given,
    *,
    actor: Person | None,
    second: Person | None,
    at: datetime,
) -> Entry:
    why: dict[str, Any] = {
        "actor": actor,
        "second": second,
        "at": at,
        "since": given.since,
        "reason": given.reason,
        "basis": given.basis,
    }
    if act is Act.ENTERED:
        return enter(
            **why,
            register=of.id,
            until=given.until,
            content=given.content,
            organisation=organisation(given.organisation) if given.organisation else None,
            person=Person.objects.get(public_id=UUID(given.person)) if given.person else None,
            titles=given.titles,
        )
    assert entry is not None
    if entry.recorded.count() != given.seen:
        raise Refused("changed-meanwhile")
    if act is Act.AMENDED:
        amend(**why, entry=entry, until=given.until, content=given.content)
    elif act is Act.SUSPENDED:
        suspend(**why, entry=entry, until=given.until)
    elif act is Act.REINSTATED:
        reinstate(**why, entry=entry)
    elif act is Act.WITHDRAWN:
        withdraw(**why, entry=entry)
    else:
        annul(**why, entry=entry)
    return entry
