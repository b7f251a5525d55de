"""Mend what one's own item says."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.permissions import permit
from tanym.apps.portfolio.given import Given
from tanym.apps.portfolio.models import Item
from tanym.apps.portfolio.permissions import TABLE
from tanym.core.kernel.errors import Refused

FIELDS = ("kind", "title", "provider", "dated", "minutes", "text", "joint", "own_share")


def change(*, actor: Person, at: datetime, item: Item, revision: int, given: Given) -> Item:
    """The item with other words; its file stays, and cases keep what they were shown.

    Raises `Refused("portfolio.award-speaks")` for an award and `Refused("portfolio.register-speaks")` for a document of a
    register, whose words are not the person's, `Refused("changed-meanwhile")`, `InvalidValue` as `Given.tidied`.
    """
    on = timezone.localdate(at)
    permit(TABLE, "change", actor, on, owner=item.owner)
    with transaction.atomic():
        found = Item.objects.select_for_update(of=("self",), no_key=True).get(pk=item.pk)
        if found.award_id is not None:
            raise Refused("portfolio.award-speaks")
        if found.register_id is not None:
            raise Refused("portfolio.register-speaks")
        tidy = given.tidied(on, with_file=found.file_id is not None)
        said = {name: getattr(tidy, name) for name in FIELDS}
        if all(getattr(found, name) == value for name, value in said.items()):
            return found
        if found.revision != revision:
            raise Refused("changed-meanwhile")
        for name, value in said.items():
            setattr(found, name, value)
        found.changed_at = at
        found.revision += 1
        found.save()
        record(actor=actor, at=at, action="portfolio.change", subject=found.subject)
        return found
