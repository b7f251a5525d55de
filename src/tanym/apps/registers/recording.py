"""The one way in which an act comes into a register: permitted, admitted, written, journalled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.registers.models import Entry, Recorded
from tanym.apps.registers.permissions import AT_KEEPER
from tanym.apps.registers.queries import SUBJECT
from tanym.core.kernel.errors import Refused
from tanym.core.registers.definition import Definition
from tanym.core.registers.standing import Act, Change, admit

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
    """Record the act after those before it; the entry is locked. Raises as `core.registers.standing.admit`."""
    before = [one.change() for one in of.recorded.select_for_update().order_by("number")]
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
