"""Open an account for somebody who wants to write."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.core.kernel.errors import InvalidValue, Refused

LONGEST_NAME = 90


def register(
    *, at: datetime, given_name: str, family_name: str, email: str, password: str, language: str
) -> Person:
    """A person who signs in by e-mail address and password and has no role anywhere; whoever registers is the actor.

    Raises `InvalidValue("consultation.name")`, `Refused("consultation.account-exists")`.
    """
    given, family = " ".join(given_name.split()), " ".join(family_name.split())
    if not given or not family or max(len(given), len(family)) > LONGEST_NAME:
        raise InvalidValue("consultation.name")
    address = email.strip().lower()
    with transaction.atomic():
        if Person.objects.filter(username__iexact=address).exists():
            raise Refused("consultation.account-exists")
        made = _create(
            address,
            password,
            email=address,
            name_kk=f"{given} {family}",
            name_ru=f"{given} {family}",
            name_passport=f"{family.replace(' ', '-')} {given}",
            language=language,
        )
        journal(
            actor=made, at=at, action="consultation.register", subject=f"accounts.person:{made.public_id}"
        )
        return made


def _create(address: str, password: str, **names: str) -> Person:
    try:
        with transaction.atomic():
            return Person.objects.create_user(address, password, **names)
    except IntegrityError:  # the same form a moment ago
        raise Refused("consultation.account-exists") from None
