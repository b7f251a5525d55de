"""Start to pack everything about oneself into one file."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.jobs.actions.start import start
from tanym.apps.jobs.models import Job
from tanym.apps.organisations.permissions import permit
from tanym.apps.privacy.exporting import KIND
from tanym.apps.privacy.models import Export
from tanym.apps.privacy.permissions import TABLE


def start_export(*, actor: Person, at: datetime, language: str) -> Job:
    """Begin the work, one at a time; its readable page will be in this language. Raises `Refused("jobs.one-already")`."""
    permit(TABLE, "export", actor, timezone.localdate(at), owner=actor)
    with transaction.atomic():
        made = Export.objects.create(person=actor, language=language, asked_at=at)
        return start(actor=actor, at=at, kind=KIND, arguments={"export": str(made.public_id)})
