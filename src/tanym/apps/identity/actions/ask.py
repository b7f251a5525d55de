"""Ask an office to look at one's identity document."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts import pace
from tanym.apps.accounts.identities import identity_of
from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.identity.models import Check
from tanym.apps.identity.permissions import TABLE
from tanym.apps.identity.queries import is_office
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import Refused

MOST, WINDOW = 10, 24 * 60 * 60


def ask(*, actor: Person, at: datetime, organisation: Organisation) -> Check:
    """The request; one at a time. The number is given before, on the page of the account.

    Raises `Refused("identity.no-number" | "identity.proved" | "identity.asked-already" | "identity.not-an-office" |
    "number.too-often")`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "ask", actor, today, owner=actor)
    if not is_office(organisation, today):
        raise Refused("identity.not-an-office")
    if pace.note("identity-check", str(actor.pk), WINDOW) > MOST:
        raise Refused("number.too-often")
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=actor.pk)
        held = identity_of(actor)
        if held is None:
            raise Refused("identity.no-number")
        if held.confirmed_at:
            raise Refused("identity.proved")
        if Check.objects.filter(person=actor, state=Check.State.ASKED).exists():
            raise Refused("identity.asked-already")
        made = Check.objects.create(person=actor, organisation=organisation, asked_at=at)
        record(
            actor=actor,
            at=at,
            action="identity.ask",
            subject=made.subject,
            details={"organisation": organisation.code},
        )
    return made
