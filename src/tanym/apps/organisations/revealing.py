"""Who may be given people's personal numbers, and for what: the one table of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from django.utils import timezone

from tanym.apps.accounts.actions.reveal_number import reveal_number
from tanym.apps.accounts.models import Person
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import Table, permit


class Purpose(StrEnum):
    """What a number is needed for; its sentence is the code `number.for.…`."""

    PLATFORM_FILE = "platform-file"


REVEALING: Table = {
    Purpose.PLATFORM_FILE: frozenset(
        {"officer"}
    ),  # the centre that enters a recognition in the state's platform
}
"""Purpose → roles at the organisation whose procedure it is. Whatever does not stand here gives nobody a number."""


def reveal(
    *, actor: Person, at: datetime, people: Mapping[int, str], purpose: Purpose, organisation: Organisation
) -> Mapping[int, str]:
    """The numbers of those of the people who gave theirs; each is journalled. As `reveal_number`; raises `NotPermitted`."""
    permit(REVEALING, purpose, actor, timezone.localdate(at), at=organisation)
    return reveal_number(actor=actor, at=at, people=people, purpose=purpose)
