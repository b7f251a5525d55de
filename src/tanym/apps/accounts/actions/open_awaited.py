"""Give somebody for whom a document waited an account of their own."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.names import Names
from tanym.apps.accounts.queries import awaited
from tanym.apps.accounts.sign_in_names import free_name
from tanym.apps.audit.actions.record import record
from tanym.core.kernel.errors import Refused

ATTEMPTS = 20


def open_awaited(*, at: datetime, person: Person, names: Names, language: str, password: str) -> Person:
    """The person can sign in from now on. The caller has asked who it is; the form has judged the password.

    Raises `Refused("person.not-awaited")` for an account that is open already.
    """
    with transaction.atomic():
        row = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        if not awaited(row):
            raise Refused("person.not-awaited")
        row.name_kk, row.name_ru, row.name_passport = names.kk, names.ru, names.passport
        row.language, row.is_active = language, True
        row.set_password(password)
        _save(row, names)
        record(actor=row, at=at, action="accounts.open", subject=f"accounts.person:{row.public_id}")
    return row


def _save(row: Person, names: Names) -> None:
    for _attempt in range(ATTEMPTS):
        row.username = free_name(names)
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:  # somebody of the same name came at the same moment
            continue
        return
    raise RuntimeError("no free name to sign in by")
