"""Open the case of an entry that came into the register without an application, as from an existing list."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accreditation.handling import follow, note, write
from tanym.apps.accreditation.kinds import CENTRE, kind_of_register
from tanym.apps.accreditation.models import Application
from tanym.apps.accreditation.numbering import next_number
from tanym.apps.accreditation.permissions import AT_OFFICE
from tanym.apps.accreditation.queries import LIVING, application_of
from tanym.apps.clocks.proceedings import opened
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.registers.models import Entry
from tanym.apps.registers.queries import scope_of, stood
from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.periods import Unit
from tanym.core.procedures.clocks import Running
from tanym.core.registers.standing import Status


def oversee(*, actor: Person | None, at: datetime, entry: Entry) -> Application | None:
    """The case of an entry in force or suspended; made where there is none, standing where the entry stands.

    None for an entry that does not hold any more. Without an actor it is part of another act (a renewal).
    Raises `NotPermitted`, `NotFound("accreditation.unknown")` for an entry of a register that no procedure fills.
    """
    on = timezone.localdate(at)
    kind = kind_of_register(entry.register)
    if kind is None or entry.organisation is None:
        raise NotFound("accreditation.unknown")
    office = organisation(kind.office)
    if actor is not None:
        permit(AT_OFFICE, "oversee", actor, on, at=office)
    with transaction.atomic():
        Entry.objects.select_for_update(no_key=True).get(pk=entry.pk)
        now = stood(entry, on)
        kept = application_of(entry)
        if kept is not None and not kept.ended:
            return kept
        if now is None or now.status not in LIVING:
            return None
        state = opened(office.code, kind.procedure, people={}, at=at, on=on)
        stage = "accredited" if kind.procedure == CENTRE else "recognised"
        if now.status is Status.SUSPENDED and kind.procedure != CENTRE:
            stage = "suspended"
        ends = now.until or on
        running = {"valid": Running(on, (ends - on).days, Unit.DAY)}
        made = Application(
            number=next_number(kind.prefix, office, on.year),
            procedure=kind.procedure,
            organisation=entry.organisation,
            office=office,
            opened_at=at,
            submitted_at=at,
            entry=entry.public_id,
            scope={k: v for k, v in scope_of(now.content).items() if k in kind.scope},
        )
        write(made, replace(state, stage=stage, running=running))
        made.save()
        follow(made, at=at)
        note(made, actor=actor, at=at, verb="oversee", details={"entry": entry.number})
        return made
