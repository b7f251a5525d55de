"""Make the links of institutions that have been invited, to be printed and handed over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tanym.apps.accounts.models import Person
from tanym.apps.imports.country.arrivals import waiting
from tanym.apps.imports.permissions import permit_at_centre
from tanym.apps.organisations.actions.renew_invitation import renew_invitation
from tanym.apps.organisations.models import Invitation
from tanym.core.kernel.errors import InvalidValue, Refused

MOST = 150


def print_invitations(*, actor: Person, at: datetime, codes: Sequence[str]) -> list[tuple[Invitation, str]]:
    """A new link for every invitation of these institutions that nobody accepted; links made before lead nowhere.

    Raises `NotPermitted`, `InvalidValue("imports.none-chosen")`, `Refused("imports.too-many-sheets")`.
    """
    permit_at_centre("print_invitations", actor, localdate(at))
    if not codes:
        raise InvalidValue("imports.none-chosen")
    found = list(waiting().filter(organisation__code__in=codes)[: MOST + 1])
    if len(found) > MOST:
        raise Refused("imports.too-many-sheets", most=MOST)
    with transaction.atomic():
        return [renew_invitation(actor=actor, at=at, invitation=one, source="imports.here") for one in found]
