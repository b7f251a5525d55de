"""Mark the numbers of national signatures with the secret of today."""

from __future__ import annotations

from django.db import transaction

from tanym.apps.accounts.identities import identity_of
from tanym.apps.accounts.numbers import opened
from tanym.apps.audit.rotation import Renewed
from tanym.apps.audit.secrets_kept import unseal
from tanym.apps.recognition.models import NationalMark
from tanym.apps.recognition.national import keep, marks_of, sealed_name
from tanym.core.kernel.errors import InvalidValue, Refused


def seal_marks() -> Renewed:
    """Make every digest anew where the number can be had: sealed beside it, or as the person gave it themselves.

    Any other is known under its earlier secret until the person signs again; it is counted as left.
    """
    found = Renewed()
    for key in NationalMark.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            row = (
                NationalMark.objects.select_for_update(of=("self",), no_key=True)
                .select_related("person")
                .filter(pk=key)
                .first()
            )
            if row is None:
                continue
            number = _number(row)
            if number:
                keep(row, number)
                row.save(update_fields=["mark", "sealed"])
            found += Renewed(done=1) if number else Renewed(left=1)
    return found


def _number(row: NationalMark) -> str:
    """The number behind a digest; empty where nothing at hand tells it."""
    try:
        if row.sealed:
            return unseal(row.sealed, sealed_name(row.person))
        given = identity_of(row.person)
        digits = opened(given).digits if given else ""
    except (Refused, InvalidValue):
        return ""
    return digits if digits and row.mark in marks_of(digits) else ""
