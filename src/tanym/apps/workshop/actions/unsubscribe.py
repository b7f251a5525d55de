"""Ask for no more letters about changes of rules."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.models import Person
from tanym.apps.workshop.models import Subscription
from tanym.core.kernel.errors import NotPermitted


def unsubscribe(*, actor: Person, at: datetime, pack: str = "") -> int:
    """End the person's own subscription; the number that ended. Raises `NotPermitted`."""
    if not actor.is_authenticated:
        raise NotPermitted("not-permitted", action="unsubscribe")
    ended, _ = Subscription.objects.filter(person=actor, pack=pack, since__lte=at).delete()
    return ended
