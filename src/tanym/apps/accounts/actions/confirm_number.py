"""Note that a person's number was proved."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from tanym.apps.accounts.identities import BY_DOCUMENT, BY_SIGNATURE
from tanym.apps.accounts.models import Identity, Person
from tanym.apps.audit.actions.record import record


def confirm_number(*, at: datetime, person: Person, by: str, actor: Person | None = None) -> None:
    """The first proof counts; a national signature takes the place of what an office saw.

    `by` names what proved it, `actor` the officer. For the transaction of a caller that has compared the numbers.
    """
    weaker = Q(confirmed_at=None) | Q(proof=BY_DOCUMENT) if by == BY_SIGNATURE else Q(confirmed_at=None)
    if Identity.objects.filter(weaker, person=person).update(confirmed_at=at, proof=by):
        record(
            actor=actor or person,
            at=at,
            action="accounts.confirm_number",
            subject=f"accounts.person:{person.public_id}",
            details={"by": by},
        )
