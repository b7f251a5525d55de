"""Warn of entries that end soon."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.queries import members, organisations
from tanym.apps.registers import notices
from tanym.apps.registers.models import Entry, SentWarning
from tanym.apps.registers.queries import definitions, entries
from tanym.core.registers.definition import Definition
from tanym.core.registers.standing import Status

BEFORE = (90, 30, 7)
"""How many days before its end an entry that its keeper writes by hand is warned of."""


def warn(*, at: datetime) -> int:
    """Send each warning that is due and was not sent yet; how many letters went out.

    To the keepers and to whom the entry is about. Registers that a procedure fills are left to that procedure, which
    has its own terms. Whoever runs it late sends the nearest warning only, not all that were missed.
    """
    on = timezone.localdate(at)
    return sum(
        _warn(one.entry, of, one.standing.until, on, at)
        for of in definitions().values()
        if of.desk
        for one in entries(of.id, on)
        if one.standing.until and one.standing.status in (Status.IN_FORCE, Status.SUSPENDED)
    )


def _warn(entry: Entry, of: Definition, ends_on: date, on: date, at: datetime) -> int:
    due = [days for days in BEFORE if on >= ends_on - timedelta(days=days)]
    if not due:
        return 0
    with transaction.atomic():
        return sum(_once(entry, ends_on, min(due), person, at) for person in _people(entry, of, on))


def _once(entry: Entry, ends_on: date, days: int, to: Person, at: datetime) -> bool:
    _kept, new = SentWarning.objects.get_or_create(
        entry=entry, ends_on=ends_on, days=days, to=to, defaults={"at": at}
    )
    if new:
        notices.ends_soon(entry, to, ends_on, at=at)
    return new


def _people(entry: Entry, of: Definition, on: date) -> list[Person]:
    found = [
        one.person
        for keeper in organisations().filter(code=of.keeper)
        for one in members(keeper, "keeper", on)
    ]
    if entry.organisation:
        found += [one.person for one in members(entry.organisation, "administrator", on)]
    if entry.person:
        found.append(entry.person)
    return list(dict.fromkeys(found))
