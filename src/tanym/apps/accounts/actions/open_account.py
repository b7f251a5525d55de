"""Open an account for somebody who comes with an invitation."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.names import Names
from tanym.apps.accounts.sign_in_names import free_name
from tanym.apps.audit.actions.record import record

ATTEMPTS = 20


def open_account(*, at: datetime, names: Names, email: str, language: str, password: str) -> Person:
    """The new person. The name for signing in is made of the name in the passport, never of the e-mail address.

    So nobody learns from this page whether an address has an account. The form has judged the password.
    """
    person = _create(names, email=email, language=language, password=password)
    record(actor=person, at=at, action="accounts.open", subject=f"accounts.person:{person.public_id}")
    return person


def _create(names: Names, **fields: str) -> Person:
    for _attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                return Person.objects.create_user(
                    free_name(names),
                    name_kk=names.kk,
                    name_ru=names.ru,
                    name_passport=names.passport,
                    **fields,
                )
        except IntegrityError:  # somebody of the same name came at the same moment
            continue
    raise RuntimeError("no free name to sign in by")
