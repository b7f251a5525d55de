"""What follows in other rooms when an award is annulled: each registers it when Django starts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from tanym.apps.accounts.models import Person
from tanym.apps.qualifications.models import Award


class Follow(Protocol):
    """What a room does within the transaction of the annulment."""

    def __call__(self, *, actor: Person, at: datetime, award: Award) -> object:
        """The award is annulled; `actor` is who did it."""
        ...


_FOLLOW: list[Follow] = []


def register(follow: Follow) -> None:
    """Make it known. For `AppConfig.ready`."""
    _FOLLOW.append(follow)


def known() -> Sequence[Follow]:
    """What follows, in the order in which it was registered."""
    return tuple(_FOLLOW)
