"""People's personal numbers, given out to whoever the table allows and for nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from django.utils import timezone

from tanym.apps.accounts.actions.reveal_number import reveal_number
from tanym.apps.accounts.models import Person
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import REVEALING, permit


class Purpose(StrEnum):
    """What a number is needed for: the rows of the table `REVEALING`; its sentence is the code `number.for.…`."""

    PLATFORM_FILE = "platform-file"


def reveal(
    *, actor: Person, at: datetime, people: Mapping[int, str], purpose: Purpose, organisation: Organisation
) -> Mapping[int, str]:
    """The numbers of those of the people who gave theirs; each is journalled. As `reveal_number`; raises `NotPermitted`."""
    permit(REVEALING, purpose, actor, timezone.localdate(at), at=organisation)
    return reveal_number(actor=actor, at=at, people=people, purpose=purpose)
