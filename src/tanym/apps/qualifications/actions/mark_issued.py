"""Note that the credentials of awards exist."""

from __future__ import annotations

from collections.abc import Iterable

from tanym.apps.qualifications.models import Award


def mark_issued(*, awards: Iterable[Award]) -> None:
    """They no longer wait for their credentials; the room that issued them writes the journal, in its transaction."""
    Award.objects.filter(pk__in=[award.pk for award in awards]).update(issued=True)
