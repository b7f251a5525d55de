"""Let whatever waits at an awarding body be issued as one piece of long work."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.credentials.batch import KIND
from tanym.apps.credentials.permissions import TABLE
from tanym.apps.jobs.actions.start import start
from tanym.apps.jobs.models import Job
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.apps.qualifications.queries import awards_to_issue
from tanym.core.kernel.errors import Refused


def issue_waiting(*, actor: Person, at: datetime, body: Organisation) -> Job:
    """Begin the work; each credential is journalled as it is issued, in the name of the registrar who asked.

    Raises `NotPermitted`, `Refused("credential.nothing-waits" | "jobs.one-already")`.
    """
    permit(TABLE, "issue_waiting", actor, timezone.localdate(at), at=body)
    waiting = awards_to_issue().filter(awarding_body=body).count()
    if not waiting:
        raise Refused("credential.nothing-waits")
    with transaction.atomic():
        job = start(
            actor=actor, at=at, kind=KIND, arguments={"body": body.code, "actor": str(actor.public_id)}
        )
        journal(
            actor=actor,
            at=at,
            action="credentials.issue-waiting",
            subject=f"organisations.organisation:{body.code}",
            details={"waiting": waiting},
        )
    return job
