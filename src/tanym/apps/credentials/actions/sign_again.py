"""Sign the documents of a key again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.credentials.ending import KIND
from tanym.apps.credentials.models import IssuerKey
from tanym.apps.credentials.permissions import KEYS
from tanym.apps.credentials.signing import badge_key
from tanym.apps.jobs.actions.start import start as start_job
from tanym.apps.jobs.models import Job
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import Refused


def sign_again(*, actor: Person, at: datetime, key: IssuerKey) -> Job:
    """Start the background work that signs every document in force of this key with the key of today.

    Raises `NotPermitted`, `Refused` (`credential.key-still-signs`, `jobs.one-already`), and what making a key raises.
    """
    permit(KEYS, "sign_again", actor, timezone.localdate(at), at=key.issuer)
    with transaction.atomic():
        if badge_key(key.issuer, at)[0].pk == key.pk:
            raise Refused("credential.key-still-signs")
        journal(actor=actor, at=at, action="credentials.sign-all-again", subject=key.subject)
        return start_job(
            actor=actor, at=at, kind=KIND, arguments={"key": key.pk, "actor": str(actor.public_id)}
        )
