"""Propose an act on an entry of a register that its keeper writes by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.files.actions.store import store
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.registers import notices
from tanym.apps.registers.actions.carry_out import carry_out
from tanym.apps.registers.models import Entry, Proposal
from tanym.apps.registers.permissions import AT_KEEPER
from tanym.apps.registers.proposals import definition_at_desk, subject
from tanym.apps.registers.proposing import Given, check
from tanym.apps.registers.recording import ACTIONS
from tanym.core.kernel.errors import Refused
from tanym.core.registers.standing import Act


def propose(
    *,
    actor: Person,
    at: datetime,
    register: str,
    act: Act,
    given: Given,
    once: UUID,
    entry: Entry | None = None,
    upload: UploadedFile | None = None,
) -> Proposal:
    """A proposal that waits for another keeper; where the register asks for no second person, it is carried out at once.

    `once` makes a second click harmless. `upload` becomes one of the documents of the entry. Raises `NotPermitted`,
    `NotFound("register.no-desk")`, `Refused("register.proposal-waits")`, and whatever would refuse the act itself
    (`proposing.check`, `core.registers.standing.admit`, `files.actions.store`).
    """
    of = definition_at_desk(register)
    with transaction.atomic():
        permit(AT_KEEPER, ACTIONS[act], actor, timezone.localdate(at), at=organisation(of.keeper))
        Person.objects.select_for_update(no_key=True).get(pk=actor.pk)  # one's own clicks, one after another
        if entry is not None:
            entry = Entry.objects.select_for_update(no_key=True).get(pk=entry.pk)
        done = Proposal.objects.filter(public_id=once).first()
        if done is not None:
            if done.by_id != actor.pk:
                raise Refused("changed-meanwhile")
            return done
        if entry is not None and entry.proposals.filter(state="waiting").exists():
            raise Refused("register.proposal-waits")
        check(of, act, given)
        if upload is not None and act in (Act.ENTERED, Act.AMENDED):
            kept = str(store(actor=actor, at=at, upload=upload).public_id)
            documents = [*given.content.get("documents", ()), kept]
            given = replace(given, content={**given.content, "documents": documents})
        made = Proposal(
            public_id=once, register=of.id, entry=entry, act=act, given=given.data(), by=actor, at=at
        )
        if of.four_eyes:
            carry_out(of, act, entry, given, actor=None, second=None, at=at, rehearsal=True)
            made.save()
            journal(
                actor=actor,
                at=at,
                action="registers.propose",
                subject=subject(made),
                details={"register": of.id, "act": act},
            )
            transaction.on_commit(lambda: notices.to_confirm(made, at=at))
        else:
            made.entry = carry_out(of, act, entry, given, actor=actor, second=None, at=at)
            made.state, made.decided_at = "confirmed", at
            made.save()
        return made
