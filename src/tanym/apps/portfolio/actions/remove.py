"""Remove an item from one's portfolio."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.permissions import permit
from tanym.apps.portfolio.models import Item
from tanym.apps.portfolio.permissions import TABLE
from tanym.apps.portfolio.removing import holding, take_away
from tanym.core.kernel.errors import Refused


def remove(*, actor: Person, at: datetime, item: Item, revision: int | None = None) -> None:
    """Erase it with its questions and its file, also in cases that ended without a decision. Removed already: nothing.

    Raises `Refused("portfolio.in-use")` while a case relies on it (then it can be hidden), `Refused("changed-meanwhile")`.
    """
    permit(TABLE, "remove", actor, timezone.localdate(at), owner=item.owner)
    with transaction.atomic():
        found = Item.objects.select_for_update(of=("self",), no_key=True).filter(pk=item.pk).first()
        if found is None:
            return
        if revision is not None and found.revision != revision:
            raise Refused("changed-meanwhile")
        relying = holding(found)
        if relying:
            raise Refused("portfolio.in-use", number=relying[0].number)
        subject = found.subject
        gone = take_away(found, at=at)
        record(
            actor=actor, at=at, action="portfolio.remove", subject=subject, details={"file_kept": not gone}
        )
