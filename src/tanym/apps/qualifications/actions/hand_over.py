"""Hand an award over to the account of the person who was awarded."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.qualifications.models import Award


def hand_over(*, actor: Person, at: datetime, award: Award, to: Person) -> Award:
    """The award is the same, its record stays as it was frozen; the account that holds it changes.

    For the transaction of a caller that knows that both are one person.
    """
    with transaction.atomic():
        found = Award.objects.select_for_update(no_key=True).get(pk=award.pk)
        if found.person_id != to.pk:
            found.person = to
            found.save(update_fields=["person"])
            journal(
                actor=actor,
                at=at,
                action="qualifications.hand_over",
                subject=f"qualifications.award:{found.public_id}",
            )
        return found
