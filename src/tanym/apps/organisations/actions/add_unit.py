"""Add a unit to an organisation: a faculty, a branch, a department."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import TABLE, permit
from tanym.apps.organisations.queries import DEEPEST, lineage
from tanym.core.kernel.errors import InvalidValue, Refused


def add_unit(
    *, actor: Person, at: datetime, organisation: Organisation, code: str, names: Mapping[str, str]
) -> Organisation:
    """A unit of the organisation, of its type and place; roles at the organisation hold there too.

    The unit has no legal identity of its own. Raises `InvalidValue("organisation.name")`,
    `Refused("organisation.code-taken" | "organisation.too-deep")`.
    """
    permit(TABLE, "add_unit", actor, localdate(at), at=organisation)
    clean = {language: text.strip() for language, text in names.items() if text.strip()}
    if not clean:
        raise InvalidValue("organisation.name")
    if len(lineage(organisation)) >= DEEPEST:
        raise Refused("organisation.too-deep")
    with transaction.atomic():
        try:
            with transaction.atomic():
                unit = Organisation.objects.create(
                    code=code,
                    type=organisation.type,
                    names=clean,
                    country=organisation.country,
                    city=organisation.city,
                    website=organisation.website,
                    contact=organisation.contact,
                    parent=organisation,
                    confirmed=organisation.confirmed,
                )
        except IntegrityError:
            raise Refused("organisation.code-taken", code=code) from None
        record(
            actor=actor,
            at=at,
            action="organisations.add_unit",
            subject=f"organisations.organisation:{unit.code}",
            details={"parent": organisation.code},
        )
    return unit
