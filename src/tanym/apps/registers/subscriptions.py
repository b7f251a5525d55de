"""Reads of subscriptions: whose they are, and how their deliveries stand."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from tanym.apps.accounts.models import Person
from tanym.apps.registers.models import Delivery, Subscription
from tanym.core.kernel.errors import NotFound


def subject(of: Subscription) -> str:
    """A subscription as the journal names it."""
    return f"registers.subscription:{of.public_id}"


def subscriptions(person: Person) -> QuerySet[Subscription]:
    """The subscriptions of a person, the newest first."""
    return Subscription.objects.filter(by=person).select_related("organisation")


def subscription(person: Person, public_id: UUID | str) -> Subscription:
    """One of the person's subscriptions. Raises `NotFound("page.unknown")`."""
    found = subscriptions(person).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def delivery(of: Subscription, number: int) -> Delivery:
    """A message of a subscription. Raises `NotFound("page.unknown")`."""
    found = of.deliveries.filter(pk=number).first()
    if found is None:
        raise NotFound("page.unknown")
    return found
