"""Bring the registers of the sample country that keepers write by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from tanym.apps.accounts.queries import person
from tanym.apps.registers.actions.confirm import confirm
from tanym.apps.registers.actions.propose import propose
from tanym.apps.registers.models import Entry
from tanym.apps.registers.proposing import Given
from tanym.apps.site.queries import moment, read
from tanym.core.registers.standing import Act


def load_registers() -> None:
    """Propose and confirm, by the actions that keepers use; the last proposal waits for its second person."""
    for row in sorted(read("registers.toml")["row"], key=lambda one: one["on"]):
        _write(row)


def _write(row: Mapping[str, Any]) -> None:
    entry = _entry(row["register"], row["of"]) if "of" in row else None
    made = propose(
        actor=person(row["by"]),
        at=moment(row["on"]),
        register=row["register"],
        act=Act(row.get("act", Act.ENTERED)),
        given=Given(
            since=row["since"],
            until=row.get("until"),
            titles=row.get("titles", {}),
            organisation=row.get("organisation", ""),
            person=str(person(row["person"]).public_id) if "person" in row else "",
            content=row.get("content", {}),
            reason=row.get("reason", {}),
            basis=row["basis"],
            seen=entry.recorded.count() if entry else 0,
        ),
        once=uuid4(),
        entry=entry,
    )
    if "second" in row:
        confirm(actor=person(row["second"]), at=moment(row["on"]), proposal=made)


def _entry(register: str, name: str) -> Entry:
    """The entry of a person by sign-in name, or of an agreement by its English title."""
    found = Entry.objects.filter(register=register)
    return found.filter(titles__en=name).first() or found.get(person__username=name)
