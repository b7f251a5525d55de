"""Seal the personal numbers with the secret of today."""

from __future__ import annotations

from django.db import transaction

from tanym.apps.accounts.models import Identity
from tanym.apps.accounts.numbers import keep, opened
from tanym.apps.audit.rotation import Renewed
from tanym.core.kernel.errors import InvalidValue, Refused


def seal_numbers() -> Renewed:
    """Seal and mark every number anew, after the secret was changed. What no secret at hand opens is left, and counted."""
    found = Renewed()
    for key in Identity.objects.values_list("pk", flat=True):
        with transaction.atomic():
            row = (
                Identity.objects.select_for_update(of=("self",), no_key=True)
                .select_related("person")
                .filter(pk=key)
                .first()
            )
            if row is None:
                continue
            try:
                keep(row, opened(row))
            except (Refused, InvalidValue):
                found += Renewed(left=1)
                continue
            row.save(update_fields=["sealed", "mark"])
            found += Renewed(done=1)
    return found
