"""Send new codes to everybody who has not claimed their document, as one piece of long work."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.claims.permissions import TABLE
from tanym.apps.jobs.actions.start import start
from tanym.apps.jobs.models import Job
from tanym.apps.organisations.permissions import permit

KIND = "claims.send-to-all"


def send_to_all(*, actor: Person, at: datetime) -> Job:
    """Begin the work; each code is journalled as it leaves. Raises `NotPermitted`, `Refused("jobs.one-already")`."""
    permit(TABLE, "send_again", actor, timezone.localdate(at))
    return start(actor=actor, at=at, kind=KIND, arguments={"actor": str(actor.public_id)})
