"""End a rehearsal."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.rehearsal.ending import close
from tanym.apps.rehearsal.models import Rehearsal
from tanym.apps.rehearsal.owning import locked_own


def end(*, actor: Person, at: datetime, rehearsal: Rehearsal, revision: int) -> Rehearsal:
    """Keep the report, and take the case and its people away for good. Raises as `locked_own`."""
    with transaction.atomic():
        row = locked_own(rehearsal, actor, timezone.localdate(at), revision)
        close(row, actor=actor, at=at)
    return row
