"""Mark a letter as read."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.models import Person
from tanym.apps.letters.models import Letter
from tanym.core.kernel.errors import NotPermitted


def mark_read(*, actor: Person, at: datetime, letter: Letter) -> Letter:
    """Keep when the person first read the letter. Raises `NotPermitted("not-permitted")` for somebody else's."""
    if letter.to_id != actor.pk:
        raise NotPermitted("not-permitted")
    if letter.read_at is None:
        Letter.objects.filter(pk=letter.pk, read_at__isnull=True).update(read_at=at)
        letter.refresh_from_db()
    return letter
