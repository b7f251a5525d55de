"""Close one's account."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.actions.close_account import close_account as close
from tanym.apps.accounts.holdings import holdings
from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import memberships
from tanym.apps.privacy.actions.erase import erase
from tanym.apps.privacy.permissions import TABLE
from tanym.core.kernel.errors import Refused


def close_account(*, actor: Person, at: datetime) -> Person:
    """Erase all that may go, put a neutral word in the place of the names, and let nobody sign in by it any more.

    Documents stay valid and keep the name that was signed into them; decisions, registers and the journal stay. Raises
    `Refused`: `privacy.cases-open` while something runs, `privacy.in-office` while the actor acts for an organisation.
    """
    today = timezone.localdate(at)
    permit(TABLE, "close_account", actor, today, owner=actor)
    if memberships(actor, today):
        raise Refused("privacy.in-office")
    if any(one.under_way(actor, today) for one in holdings() if one.under_way is not None):
        raise Refused("privacy.cases-open")
    with transaction.atomic():
        erase(actor=actor, at=at, rooms=[one.room for one in holdings()])
        return close(actor=actor, at=at)
