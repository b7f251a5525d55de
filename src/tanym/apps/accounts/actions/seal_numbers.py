"""Seal the personal numbers with the secret of today."""

from __future__ import annotations

from django.db import transaction

from tanym.apps.accounts.models import Identity
from tanym.apps.accounts.numbers import keep, opened


def seal_numbers() -> int:
    """Seal and mark every number anew, after the secret was changed; returns how many. Raises as `numbers.opened`."""
    count = 0
    for key in Identity.objects.values_list("pk", flat=True):
        with transaction.atomic():
            row = (
                Identity.objects.select_for_update(of=("self",), no_key=True)
                .select_related("person")
                .filter(pk=key)
                .first()
            )
            if row is not None:
                keep(row, opened(row))
                row.save(update_fields=["sealed", "mark"])
                count += 1
    return count
