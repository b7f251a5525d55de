"""Close an account: nobody signs in by it, and it names nobody."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import CLOSED
from tanym.apps.audit.actions.record import record

NOBODY = {
    "name_kk": "Жабылған тіркелгі",
    "name_ru": "Закрытая учётная запись",
    "name_passport": "CLOSED ACCOUNT",
}
"""What stands where a name stood."""


def close_account(*, actor: Person, at: datetime) -> Person:
    """Put a neutral word in the place of every name, and take away address, birthday and password.

    The row stays: what was done, decided and awarded refers to it. The caller has asked whether it may be closed.
    """
    with transaction.atomic():
        row = Person.objects.select_for_update(no_key=True).get(pk=actor.pk)
        row.username = f"{CLOSED}{row.public_id}"
        row.email, row.birth_date, row.hint, row.is_active = "", None, {}, False
        for name, word in NOBODY.items():
            setattr(row, name, word)
        row.set_unusable_password()
        row.save()
        record(
            actor=actor, at=at, action="accounts.close_account", subject=f"accounts.person:{row.public_id}"
        )
    return row
