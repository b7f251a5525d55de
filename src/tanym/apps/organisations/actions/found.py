"""Found the page of an organisation: by an applicant, or by those who bring organisations in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.timezone import localdate

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.legal import identity
from tanym.apps.organisations.models import Membership, Organisation
from tanym.apps.organisations.queries import by_legal_identity
from tanym.apps.organisations.roles import ADMINISTRATOR
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused

BY_APPLICATION = ("university", "college", "training", "recognition-centre", "employer", "chamber")
"""Types of organisations that anybody may say they have; ministries and national centres are brought in."""

MOST_UNCONFIRMED = 3
"""Organisations of one founder that nobody has confirmed yet."""


def found(
    *,
    actor: Person | None,
    at: datetime,
    type: str,
    names: Mapping[str, str],
    code: str = "",
    country: str = "KZ",
    city: Mapping[str, str] | None = None,
    website: str = "",
    contact: Mapping[str, str] | None = None,
    legal_scheme: str = "",
    legal_id: str = "",
    legal_names: Mapping[str, str] | None = None,
    source: str = "",
) -> Organisation:
    """A new organisation. Its founder becomes its administrator, and it counts as unconfirmed until a procedure confirms it.

    With a `source` ("imports.batch:<id>") the caller, who has permitted, brings in an organisation that is known: it is
    confirmed and has no founder. An empty `code` is made of the English name.
    Raises `InvalidValue("organisation.type" | "organisation.name" | "organisation.bin-form" | …)`,
    `Refused("organisation.legal-identity-taken" | "organisation.code-taken" | "organisation.too-many-unconfirmed")`.
    """
    if not source and (actor is None or not actor.is_authenticated):
        raise NotPermitted("not-permitted", action="found")
    if not source and type not in BY_APPLICATION:
        raise InvalidValue("organisation.type")
    clean = {language: text.strip() for language, text in names.items() if text.strip()}
    if not clean:
        raise InvalidValue("organisation.name")
    scheme, number = identity(legal_scheme, legal_id)
    with transaction.atomic():
        if not source:
            _permit(actor)
        made = _write(
            number,
            code=code or _free_code(clean),
            type=type,
            names=clean,
            country=country,
            city=dict(city or {}),
            website=website,
            contact=dict(contact or {}),
            legal_scheme=scheme,
            legal_id=number,
            legal_names=dict(legal_names or {}),
            confirmed=bool(source),
            founded_by=None if source else actor,
        )
        if not source:
            Membership.objects.create(
                person=actor, organisation=made, role=ADMINISTRATOR, since=localdate(at)
            )
        record(
            actor=actor,
            at=at,
            action="organisations.found",
            subject=f"organisations.organisation:{made.code}",
            details={"type": type, "source": source},
        )
    return made


def _permit(actor: Person) -> None:
    Person.objects.select_for_update(no_key=True).get(pk=actor.pk)
    if Organisation.objects.filter(founded_by=actor, confirmed=False).count() >= MOST_UNCONFIRMED:
        raise Refused("organisation.too-many-unconfirmed", most=MOST_UNCONFIRMED)


def _write(number: str, **fields: Any) -> Organisation:
    """The row; where another is there already, or comes at the same moment, the refusal says which of the two it is."""
    if by_legal_identity(fields["legal_scheme"], number):
        raise Refused("organisation.legal-identity-taken")
    try:
        with transaction.atomic():
            return Organisation.objects.create(**fields)
    except IntegrityError:
        if by_legal_identity(fields["legal_scheme"], number):
            raise Refused("organisation.legal-identity-taken") from None
        raise Refused("organisation.code-taken", code=fields["code"]) from None


def _free_code(names: Mapping[str, str]) -> str:
    stem = slugify(names.get("en", ""))[:50].strip("-") or "organisation"
    taken = set(Organisation.objects.filter(code__startswith=stem).values_list("code", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (stem, *numbered) if code not in taken)
