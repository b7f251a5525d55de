"""Numbers of applications: PR-2026-0007, counted in the year."""

from __future__ import annotations

from django.db.models.functions import Length

from tanym.apps.accreditation.models import Application
from tanym.apps.organisations.models import Organisation


def next_number(prefix: str, office: Organisation, year: int) -> str:
    """The next number of a kind in a year, within a transaction: the row of the office is locked, so no two take the same."""
    Organisation.objects.select_for_update(no_key=True).get(pk=office.pk)
    begins = f"{prefix}-{year}-"
    taken = Application.objects.filter(number__startswith=begins).order_by(Length("number").desc(), "-number")
    last = taken.values_list("number", flat=True).first()
    return f"{begins}{int(last.removeprefix(begins)) + 1 if last else 1:04d}"
