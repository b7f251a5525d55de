"""Revoke the document of an award that was annulled elsewhere."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.revoking import locked, mark_revoked
from tanym.apps.credentials.statuses import touch
from tanym.apps.qualifications.models import Award


def follow_annulment(*, actor: Person | None, at: datetime, award: Award) -> Credential | None:
    """The document says so in its status lists from now on; None where there is none or it is revoked already.

    Whoever annulled the award (a commission of appeal) tells the person; the registrar's own act (`revoke`) comes
    through here too and finds nothing left to do.
    """
    found = Credential.objects.filter(award=award, revoked_at=None).first()
    if found is None:
        return None
    with transaction.atomic():
        row = locked(found)
        if row.revoked_at is not None:
            return None
        mark_revoked(row, actor=actor, at=at, reason=say("credential.award-annulled", row.holder.language))
        touch([row], at)
        return row
