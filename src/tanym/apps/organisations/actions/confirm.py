"""Confirm that an organisation is what its founder said."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.models import Organisation


def confirm(*, actor: Person, at: datetime, organisation: Organisation, source: str) -> Organisation:
    """From now on it counts as confirmed, by the procedure that `source` names and whose room has permitted the act.

    Confirmed already: nothing happens.
    """
    with transaction.atomic():
        row = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        if not row.confirmed:
            row.confirmed = True
            row.save(update_fields=["confirmed"])
            record(
                actor=actor,
                at=at,
                action="organisations.confirm",
                subject=f"organisations.organisation:{row.code}",
                details={"source": source},
            )
    return row
