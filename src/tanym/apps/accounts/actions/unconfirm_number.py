"""Note that a number was not proved after all."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.identities import BY_DOCUMENT
from tanym.apps.accounts.models import Identity, Person
from tanym.apps.audit.actions.record import record


def unconfirm_number(*, actor: Person, at: datetime, person: Person) -> None:
    """What an office confirmed counts no more; what a national signature proved stays. For the transaction of a caller."""
    found = Identity.objects.filter(person=person, proof=BY_DOCUMENT)
    if found.update(confirmed_at=None, proof=""):
        record(
            actor=actor,
            at=at,
            action="accounts.unconfirm_number",
            subject=f"accounts.person:{person.public_id}",
        )
