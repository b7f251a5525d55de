"""The one way in which an act comes into a register: permitted, admitted, written, journalled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.registers.models import Entry, Recorded
from tanym.apps.registers.permissions import AT_KEEPER
from tanym.apps.registers.queries import SUBJECT, definition
from tanym.core.kernel.errors import Refused
from tanym.core.registers.definition import Definition
from tanym.core.registers.standing import Act, Change, Status, admit, standing

ACTIONS: Mapping[Act, str] = {
    Act.ENTERED: "enter",
    Act.AMENDED: "amend",
    Act.SUSPENDED: "suspend",
    Act.REINSTATED: "reinstate",
    Act.WITHDRAWN: "withdraw",
    Act.ANNULLED: "annul",
}


def admitted(
    action: str,
    of: Definition,
    *,
    actor: Person | None,
    at: datetime,
    source: str = "",
    second: Person | None = None,
) -> None:
    """Ask whether the actor may, and whether a second person stands behind it where the register asks for one.

    Without an actor the platform itself acts: a clock, or the first filling of a register.
    """
    if actor is None:
        return
    on = timezone.localdate(at)
    if not source:
        keeper = organisation(of.keeper)
        permit(AT_KEEPER, action, actor, on, at=keeper)
        if second is not None:
            permit(AT_KEEPER, action, second, on, at=keeper)
    if of.four_eyes and (second is None or second.pk == actor.pk):
        raise Refused("register.second-person", register=of.id)


def alone(
    of: Definition,
    organisation: Organisation | None,
    person: Person | None,
    on: date,
    besides: Entry | None = None,
) -> None:
    """One body has one entry at a time: `Refused("register.already-entered")`. The caller has locked the body."""
    if organisation is None and person is None:
        return
    others = Entry.objects.filter(register=of.id, organisation=organisation, person=person)
    for other in others.exclude(pk=besides.pk if besides else None).prefetch_related("recorded"):
        now = standing([one.change() for one in other.recorded.all()], on)
        if now and now.status in (Status.IN_FORCE, Status.SUSPENDED, Status.NOT_YET):
            raise Refused("register.already-entered", number=other.number)


def change(
    act: Act,
    entry: Entry,
    *,
    actor: Person | None,
    at: datetime,
    since: date,
    reason: Mapping[str, str],
    basis: Mapping[str, str] | None,
    source: str,
    second: Person | None,
    until: date | None = None,
) -> Recorded:
    """Change how an entry stands, and nothing of what it says: permitted, locked, written.

    Raises `Refused("register.second-person")`, `NotPermitted`, and as `write`.
    """
    with transaction.atomic():
        admitted(ACTIONS[act], definition(entry.register), actor=actor, at=at, source=source, second=second)
        return write(
            locked(entry),
            act,
            actor=actor,
            at=at,
            since=since,
            until=until,
            content={},
            reason=reason,
            basis=basis or {},
            source=source,
            second=second,
        )


def locked(entry: Entry) -> Entry:
    """The entry as it is now, held for the transaction."""
    held = Entry.objects.select_for_update(of=("self",), no_key=True).select_related("organisation")
    return held.get(pk=entry.pk)


def write(
    of: Entry,
    act: Act,
    *,
    actor: Person | None,
    at: datetime,
    since: date,
    until: date | None,
    content: Mapping[str, Any],
    reason: Mapping[str, str],
    basis: Mapping[str, str],
    source: str,
    second: Person | None,
) -> Recorded:
    """Record the act after those before it; the entry is locked.

    Raises as `core.registers.standing.admit`, and `Refused("register.about-yourself")` where the entry is about whoever
    decides or confirms.
    """
    if of.person_id is not None and of.person_id in {one.pk for one in (actor, second) if one}:
        raise Refused("register.about-yourself")
    before = [one.change() for one in of.recorded.select_for_update(no_key=True).order_by("number")]
    on = timezone.localdate(at)
    number = len(before) + 1
    admit(before, Change(number, act, since, on, until, content, reason))
    kept = journal(
        actor=actor,
        at=at,
        action=f"registers.{ACTIONS[act]}",
        subject=f"{SUBJECT}{of.public_id}",
        details={
            "register": of.register,
            "number": of.number,
            "organisation": of.organisation.code if of.organisation else "",
            "since": since.isoformat(),
            "until": until.isoformat() if until else "",
            "content": dict(content),
            "reason": dict(reason),
            "basis": dict(basis),
            "source": source,
            "second": str(second.public_id) if second else "",
        },
    )
    return Recorded.objects.create(
        entry=of,
        number=number,
        act=act,
        since=since,
        until=until,
        content=dict(content),
        reason=dict(reason),
        basis=dict(basis),
        source=source,
        by=actor,
        second=second,
        recorded_on=on,
        at=at,
        journal=kept.number,
    )
