"""Invent somebody for a rehearsal."""

from __future__ import annotations

import secrets
from datetime import date

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.names import Names
from tanym.apps.accounts.queries import INVENTED


def invent(*, names: Names, born: date, language: str) -> Person:
    """A person who is nobody: closed, without a password or an address, under a name that no form for signing in takes.

    For the transaction of a caller that has asked for permission and writes the journal.
    """
    return Person.objects.create_user(
        f"{INVENTED}{secrets.token_hex(12)}",
        is_active=False,
        name_kk=names.kk,
        name_ru=names.ru,
        name_passport=names.passport,
        birth_date=born,
        language=language,
    )
