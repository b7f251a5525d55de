"""Forget somebody for whom a document waited, once another account has it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import awaited
from tanym.apps.audit.actions.record import record
from tanym.core.kernel.errors import Refused


def forget_awaited(*, actor: Person, at: datetime, person: Person) -> None:
    """Erase the person in whose name nobody could sign in; the caller has handed over what waited for them.

    Raises `Refused("person.not-awaited")` for an account that is open.
    """
    with transaction.atomic():
        row = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        if not awaited(row):
            raise Refused("person.not-awaited")
        record(actor=actor, at=at, action="accounts.forget", subject=f"accounts.person:{row.public_id}")
        row.delete()
