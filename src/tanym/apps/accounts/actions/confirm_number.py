"""Note that a person's number was proved."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.models import Identity, Person
from tanym.apps.audit.actions.record import record


def confirm_number(*, at: datetime, person: Person, by: str) -> None:
    """The first proof counts; `by` names what proved it. For the transaction of a caller that has compared the numbers."""
    if Identity.objects.filter(person=person, confirmed_at=None).update(confirmed_at=at):
        record(
            actor=person,
            at=at,
            action="accounts.confirm_number",
            subject=f"accounts.person:{person.public_id}",
            details={"by": by},
        )
