"""Note somebody for whom a document waits and who has no account."""

from __future__ import annotations

import secrets
from datetime import datetime

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.names import Names
from tanym.apps.accounts.queries import AWAITED
from tanym.apps.audit.actions.record import record


def await_person(*, actor: Person | None, at: datetime, names: Names, email: str, language: str) -> Person:
    """A person in whose name nobody can sign in: closed, without a password, until they claim what waits.

    For the transaction of a caller that has asked for permission.
    """
    person = Person.objects.create_user(
        f"{AWAITED}{secrets.token_hex(12)}",
        is_active=False,
        name_kk=names.kk,
        name_ru=names.ru,
        name_passport=names.passport,
        email=email,
        language=language,
    )
    record(actor=actor, at=at, action="accounts.await", subject=f"accounts.person:{person.public_id}")
    return person
