"""Ask for a letter whenever rules change."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.models import Person
from tanym.apps.workshop.models import Subscription
from tanym.apps.workshop.queries import newest
from tanym.core.kernel.errors import NotFound, NotPermitted


def subscribe(*, actor: Person, at: datetime, pack: str = "") -> Subscription:
    """Anybody who is signed in may; without a pack it is about all of them. Twice is once.

    Raises `NotPermitted`, `NotFound("pack.unknown")`.
    """
    if not actor.is_authenticated:
        raise NotPermitted("not-permitted", action="subscribe")
    if pack and newest(pack) is None:
        raise NotFound("pack.unknown", pack=pack)
    made, _ = Subscription.objects.get_or_create(person=actor, pack=pack, defaults={"since": at})
    return made
