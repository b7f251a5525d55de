"""Erase the letters and messages of a rehearsal."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from tanym.apps.letters.models import Letter
from tanym.apps.letters.queries import messages_of_rehearsal


def erase_played(*, rehearsal: UUID, people: Collection[int]) -> None:
    """Erase what was written to its invented people (primary keys), and the messages that never left.

    For the transaction of a caller that has asked for permission.
    """
    Letter.objects.filter(to__in=people).delete()
    messages_of_rehearsal(rehearsal).delete()
