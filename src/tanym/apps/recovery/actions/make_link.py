"""Make a link by which a colleague without an address chooses a new password."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.letters import ports
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.apps.recovery.links import link
from tanym.apps.recovery.notices import tell
from tanym.apps.recovery.permissions import TABLE
from tanym.apps.recovery.queries import hindrance
from tanym.core.kernel.errors import NotPermitted, Refused


def make_link(
    *,
    actor: Person | None,
    at: datetime,
    person: Person,
    organisation: Organisation | None = None,
    source: str = "",
) -> str:
    """The link, known only now, for one hour and once. The journal and a letter to the person say who made it.

    An organisation does it for those who work there alone, in no role above the actor's, have no address and keep nothing
    of their own here: raises `Refused("recovery.not-here" | "recovery.works-elsewhere" | "recovery.role-above" |
    "recovery.has-address" | "recovery.own-things")`, `NotPermitted`. With a `source` ("operator:recover") whoever runs the
    installation has looked who it is; then only `Refused("recovery.not-here")`.
    """
    if not source:
        today = timezone.localdate(at)
        permit(TABLE, "make_link", actor, today, at=organisation)
        if organisation is None or actor is None or actor.pk == person.pk:
            raise NotPermitted("not-permitted", action="make_link")
        mails = ports.mail() is not None
        if fault := hindrance(actor, person, organisation, today, mails=mails):
            raise Refused(fault)
    elif not person.is_active:
        raise Refused("recovery.not-here")
    with transaction.atomic():
        made = link(person, person.language)
        record(
            actor=actor,
            at=at,
            action="recovery.make_link",
            subject=f"accounts.person:{person.public_id}",
            details={"organisation": organisation.code if organisation else "", "source": source},
        )
        code = "recovery.letter.made" if organisation else "recovery.letter.made-by-operator"
        tell(person, code, at=at, organisation=organisation.names if organisation else None)
    return made
