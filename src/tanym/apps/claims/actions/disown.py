"""Say that what came is not for oneself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.audit.actions.record import record
from tanym.apps.claims.models import Claim
from tanym.apps.claims.queries import by_code
from tanym.core.kernel.errors import NotFound


def disown(*, at: datetime, code: str) -> None:
    """The code ends, and nothing more is sent to this address; the registrar sees that it was the wrong one.

    Raises `NotFound("claim.unknown")`.
    """
    with transaction.atomic():
        found = by_code(code, at)
        row = Claim.objects.select_for_update(of=("self",), no_key=True).get(pk=found.pk)
        if row.digest != found.digest:  # another code was made while this one waited for its turn
            raise NotFound("claim.unknown")
        row.disowned_at, row.digest = at, ""
        row.email = row.phone = ""
        row.revision += 1
        row.save()
        record(actor=None, at=at, action="claims.disown", subject=row.subject)
