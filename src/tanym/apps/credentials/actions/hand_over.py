"""Hand a document over to the account of the person whom it names."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.revoking import locked


def hand_over(*, actor: Person, at: datetime, credential: Credential, to: Person) -> Credential:
    """Not a letter of the document changes; the account that holds it does.

    For the transaction of a caller that knows that both are one person.
    """
    with transaction.atomic():
        found = locked(credential)
        if found.holder_id != to.pk:
            found.holder = to
            found.revision += 1
            found.save(update_fields=["holder", "revision"])
            journal(actor=actor, at=at, action="credentials.hand_over", subject=found.subject)
        return found
