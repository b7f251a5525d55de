"""Remove the people of a rehearsal."""

from __future__ import annotations

from collections.abc import Collection

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import INVENTED


def remove_invented(*, people: Collection[int]) -> int:
    """Delete those of these people (primary keys) who were invented, and nobody else; how many there were.

    For the transaction of a caller that has asked for permission and has removed what they did.
    """
    found = Person.objects.filter(pk__in=people, username__startswith=INVENTED, is_active=False)
    number = found.count()
    found.delete()
    return number
