"""Reads of the keeper's desk: which registers are written by hand, what waits there, what ends soon."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tanym.apps.organisations.permissions import may, permit
from tanym.apps.organisations.queries import organisation, organisations
from tanym.apps.registers.models import Proposal
from tanym.apps.registers.permissions import AT_KEEPER
from tanym.apps.registers.queries import Stood, definition, definitions
from tanym.core.kernel.errors import NotFound, Refused
from tanym.core.registers.definition import Definition
from tanym.core.registers.standing import Status

SOON = timedelta(days=90)
"""How long before its end an entry shows as ending soon."""


def subject(of: Proposal) -> str:
    """A proposal as the journal names it."""
    return f"registers.proposal:{of.public_id}"


def definition_at_desk(register: str) -> Definition:
    """A register that its keeper writes by hand. Raises `NotFound("register.no-desk")`."""
    found = definition(register)
    if not found.desk:
        raise NotFound("register.no-desk")
    return found


def kept(person: Any, register: str, on: date) -> Definition:
    """A register that this person writes by hand. Raises `NotFound("register.no-desk")` and `NotPermitted`."""
    of = definition_at_desk(register)
    permit(AT_KEEPER, "enter", person, on, at=organisation(of.keeper))
    return of


def kept_by(person: Any, on: date) -> list[Definition]:
    """The registers that this person writes by hand."""
    keepers = {one.code: one for one in organisations()} if person.is_authenticated else {}
    return [
        one
        for one in definitions().values()
        if one.desk and one.keeper in keepers and may(AT_KEEPER, "enter", person, on, at=keepers[one.keeper])
    ]


def proposals(registers: list[str]) -> QuerySet[Proposal]:
    """The proposals to these registers that wait, the oldest first."""
    return (
        Proposal.objects.filter(register__in=registers, state="waiting")
        .select_related("by", "entry__organisation", "entry__person")
        .order_by("at", "pk")
    )


def proposal(public_id: UUID | str) -> Proposal:
    """A proposal. Raises `NotFound("page.unknown")`."""
    found = (
        Proposal.objects.filter(public_id=public_id)
        .select_related("by", "decided_by", "entry__organisation", "entry__person")
        .first()
    )
    if found is None:
        raise NotFound("page.unknown")
    return found


def locked(of: Proposal) -> Proposal:
    """The proposal, held until the transaction ends. Raises `Refused("register.decided-already")`."""
    kept = Proposal.objects.select_for_update(no_key=True).get(pk=of.pk)
    if not kept.waiting:
        raise Refused("register.decided-already", state=f"register.proposal.{kept.state}")
    return kept


def ends_soon(one: Stood, on: date) -> bool:
    """Whether an entry in force ends within the time of `SOON`."""
    until = one.standing.until
    running = one.standing.status in (Status.IN_FORCE, Status.SUSPENDED)
    return running and until is not None and until <= on + SOON
