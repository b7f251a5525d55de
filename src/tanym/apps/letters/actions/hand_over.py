"""Hand letters over to the account of the person to whom they were written."""

from __future__ import annotations

from tanym.apps.accounts.models import Person
from tanym.apps.letters.models import Letter


def hand_over(*, of: Person, to: Person) -> int:
    """How many letters changed hands. For the transaction of a caller that knows that both are one person."""
    return Letter.objects.filter(to=of).update(to=to)
