"""Choose a new password by a link."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.accounts import attempts
from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.recovery.links import TOKENS
from tanym.apps.recovery.notices import tell
from tanym.core.kernel.errors import Refused


def renew_password(*, at: datetime, person: Person, token: str, password: str) -> Person:
    """The password that the form has judged counts from now on; whoever is signed in elsewhere is not any more.

    The token is looked at once more under the lock: of two who use one link the second is refused. Raises
    `Refused("recovery.link-over")`.
    """
    with transaction.atomic():
        row = Person.objects.select_for_update(no_key=True).filter(pk=person.pk, is_active=True).first()
        if row is None or not TOKENS.check_token(row, token):
            raise Refused("recovery.link-over")
        row.set_password(password)
        row.save(update_fields=["password"])
        record(
            actor=row,
            at=at,
            action="recovery.renew_password",
            subject=f"accounts.person:{row.public_id}",
        )
        tell(row, "recovery.letter.renewed", at=at)
    attempts.succeeded(row.username)
    return row
