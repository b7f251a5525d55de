"""Extend a term."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.clocks import notices
from tanym.apps.clocks.actions.keep import keep
from tanym.apps.clocks.kinds import Held, held, kind_of
from tanym.apps.clocks.permissions import table
from tanym.apps.clocks.proceedings import code, pinned
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import NotPermitted, Refused
from tanym.core.procedures.extend import EXTEND, Extended
from tanym.core.procedures.extend import extend as extended
from tanym.core.procedures.extend import until as period_until
from tanym.rulepacks.procedures import lengths


def extend(
    *,
    actor: Person,
    at: datetime,
    subject: str,
    clock: str,
    until: date,
    reason: str,
    due: date | None = None,
) -> None:
    """Put the last day of a term later, to `until`, and tell the applicant why; sent twice it is done once.

    `due` is the last day that the actor was shown. Raises as `core.procedures.extend`, `NotFound`, `NotPermitted`,
    `Refused("changed-meanwhile")`.
    """
    on, kind = timezone.localdate(at), kind_of(subject)
    with transaction.atomic():
        found = held(subject, lock=True)
        permit(table(kind.prefix), "extend", actor, on, at=found.organisation)
        if _repeated(found, clock, actor, until, reason):
            return
        moved = _moved(found, actor, on, clock, until, reason, kind.parties(found.thing, actor, on))
        if due is not None and due != moved.extension.before:
            raise Refused("changed-meanwhile")
        kind.write(found.thing, moved, actor, at)
        keep(replace(found, state=moved.state), at=at)
        journal(
            actor=actor,
            at=at,
            action="clocks.extend",
            subject=subject,
            details={
                "clock": clock,
                "from": moved.extension.before.isoformat(),
                "until": moved.extension.until.isoformat(),
            },
        )
        notices.tell(found, moved.letter, due=moved.extension.until, why=reason, at=at)


def _moved(
    found: Held, actor: Person, on: date, clock: str, until: date, reason: str, parties: Iterable[str]
) -> Extended:
    proceeding = pinned(found.state)
    rule = proceeding.procedure.clocks.get(clock)
    own = frozenset(parties)
    party = next((name for name in rule.extended_by if name in own), "") if rule else ""
    if rule is not None and rule.extends and not party:
        raise NotPermitted("case.not-yours", step=EXTEND, party=rule.extended_by[0])
    running = found.state.running.get(clock)
    before = running.due(proceeding.calendar) if running else on
    return extended(
        proceeding.procedure,
        found.state,
        clock=clock,
        party=party or next(iter(own), ""),
        person=code(actor),
        on=on,
        by=period_until(until, before, proceeding.calendar),
        why=reason,
        calendar=proceeding.calendar,
        lengths=lengths(proceeding.stack, proceeding.procedure),
    )


def _repeated(found: Held, clock: str, actor: Person, until: date, reason: str) -> bool:
    """Whether just this extension is there already, by the same person."""
    running = found.state.running.get(clock)
    last = running.extensions[-1] if running and running.extensions else None
    return bool(last and (last.person, last.until, last.why) == (code(actor), until, reason.strip()))
