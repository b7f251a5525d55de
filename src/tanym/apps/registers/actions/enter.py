"""Enter somebody or something into a register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.models import Organisation
from tanym.apps.registers.models import Counter, Entry
from tanym.apps.registers.queries import definition
from tanym.apps.registers.recording import admitted, alone, write
from tanym.core.kernel.errors import Refused
from tanym.core.registers.definition import Definition
from tanym.core.registers.standing import Act


def enter(
    *,
    actor: Person | None,
    at: datetime,
    register: str,
    since: date,
    until: date | None = None,
    content: Mapping[str, Any] | None = None,
    organisation: Organisation | None = None,
    person: Person | None = None,
    titles: Mapping[str, str] | None = None,
    reason: Mapping[str, str] | None = None,
    basis: Mapping[str, str] | None = None,
    source: str = "",
    second: Person | None = None,
) -> Entry:
    """A new entry. `source` names the case of a procedure that has decided it: then the caller has asked for permission.

    Raises `Refused("register.never")` for a type of organisation that cannot stand there (an education organisation as
    a recognition centre: Law 14-VIII, art. 24(2)), `Refused("register.already-entered")` where an entry of the same
    body or person is in force, suspended or still to come, `Refused("register.second-person")` where the register asks
    for a second person, `Refused("register.about-yourself")`, `InvalidValue("register.interval")`, `NotPermitted`.
    """
    of = definition(register)
    with transaction.atomic():
        admitted("enter", of, actor=actor, at=at, source=source, second=second)
        if organisation is not None:
            organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
            if organisation.type in of.never:
                raise Refused(
                    "register.never", register=register, type=f"organisation-type.{organisation.type}"
                )
        if person is not None:
            Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        alone(of, organisation, person, timezone.localdate(at))
        made = Entry.objects.create(
            register=register,
            number=_number(of, timezone.localdate(at).year),
            organisation=organisation,
            person=person,
            titles=dict(titles or {}),
            opened_at=at,
        )
        write(
            made,
            Act.ENTERED,
            actor=actor,
            at=at,
            since=since,
            until=until,
            content=content or {},
            reason=reason or {},
            basis=basis or {},
            source=source,
            second=second,
        )
        return made


def _number(of: Definition, year: int) -> str:
    counter, _ = Counter.objects.select_for_update(no_key=True).get_or_create(register=of.id, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{of.prefix}-{year}-{counter.last:04d}"
