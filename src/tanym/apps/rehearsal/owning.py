"""Whose a rehearsal is: it is played by the one officer who began it, as long as the office lasts."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from tanym.apps.accounts.models import Person
from tanym.apps.rehearsal.models import Rehearsal
from tanym.apps.rehearsal.permissions import permit_at
from tanym.core.kernel.errors import NotFound, Refused


def own(public_id: UUID, person: Any) -> Rehearsal:
    """A person's own rehearsal, under way or ended. Raises `NotFound("page.unknown")`."""
    rows = Rehearsal.objects.select_related("officer", "organisation")
    found = rows.filter(public_id=public_id, officer=person).first() if person.is_authenticated else None
    if found is None:
        raise NotFound("page.unknown")
    return found


def under_way(public_id: UUID, person: Any, on: date) -> Rehearsal:
    """One's own rehearsal to act in. Raises besides `Refused("rehearsal.ended")`, and `NotPermitted` once the office is over."""
    found = own(public_id, person)
    if found.ended_at is not None:
        raise Refused("rehearsal.ended")
    permit_at("begin", person, found.organisation, on)
    return found


def locked_own(rehearsal: Rehearsal, person: Person, on: date, revision: int) -> Rehearsal:
    """The own rehearsal under lock, to be changed. Raises as `under_way`, and `Refused("changed-meanwhile")`."""
    under_way(rehearsal.public_id, person, on)
    row = Rehearsal.objects.select_for_update(of=("self",), no_key=True).get(pk=rehearsal.pk)
    if row.ended_at is not None:
        raise Refused("rehearsal.ended")
    if row.revision != revision:
        raise Refused("changed-meanwhile")
    return row
