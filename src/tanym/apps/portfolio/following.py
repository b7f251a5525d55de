"""Who may ask about an item, and who may follow up what was asked."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import may
from tanym.apps.portfolio.models import Item, Question
from tanym.apps.portfolio.permissions import TABLE
from tanym.apps.portfolio.uses import Standing, uses_of
from tanym.core.kernel.errors import NotFound


def question(public_id: UUID, person: Any, on: date) -> Question:
    """A question that this person has asked, or whose item is theirs. Raises `NotFound("page.unknown")`."""
    found = (
        Question.objects.select_related("item__owner", "organisation", "asked_by")
        .filter(public_id=public_id)
        .first()
    )
    if found is None or not may_follow(found, person, on):
        raise NotFound("page.unknown")
    return found


def may_follow(found: Question, person: Any, on: date) -> bool:
    """Whether somebody may remind and withdraw: who has asked, in the office where they still work, or the own one."""
    if found.organisation is None:  # a role at no organisation in particular would be one at any
        return bool(person.is_authenticated) and person.pk == found.asked_by_id
    return may(TABLE, "remind", person, on, at=found.organisation)


def offices(item: Item, person: Any, on: date) -> list[Organisation]:
    """The organisations for which somebody may ask about an item: a case there shows it, and they work on cases there.

    A draft is nobody's but the claimant's.
    """
    uses = uses_of([item.pk])[item.pk]
    there = {use.organisation.pk: use.organisation for use in uses if use.standing is not Standing.DRAFT}
    return [one for one in there.values() if may(TABLE, "ask", person, on, at=one)]
