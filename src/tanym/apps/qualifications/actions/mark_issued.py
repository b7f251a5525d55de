"""Note that the credential of an award exists."""

from __future__ import annotations

from tanym.apps.qualifications.models import Award


def mark_issued(*, award: Award) -> None:
    """The award no longer waits for its credential; the room that issued it writes the journal, in its transaction."""
    Award.objects.filter(pk=award.pk).update(issued=True)
