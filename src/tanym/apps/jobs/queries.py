"""Reads of background work."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tanym.apps.jobs.locks import is_held
from tanym.apps.jobs.models import Job
from tanym.core.kernel.errors import NotFound

GRACE = timedelta(seconds=60)
"""How long a process may take to begin before it counts as gone."""


def job(public_id: UUID | str) -> Job:
    """A job by its public identifier. Raises `NotFound("page.unknown")`."""
    try:
        found = Job.objects.select_related("started_by").filter(public_id=UUID(str(public_id))).first()
    except ValueError:
        found = None
    if found is None:
        raise NotFound("page.unknown")
    return found


def job_of(person: Any, public_id: UUID | str) -> Job:
    """A job that this person started. Raises `NotFound("page.unknown")`."""
    found = job(public_id)
    if not person.is_authenticated or found.started_by_id != person.pk:
        raise NotFound("page.unknown")
    return found


def standing(job: Job, at: datetime) -> str:
    """The state of a job, where one whose process is gone is interrupted although nobody has noted it yet.

    The lock is not tried before the time of grace is over: that would keep a process which just begins from taking it.
    """
    if job.open and at - (job.begun_at or job.created_at) > GRACE and not is_held(str(job.public_id)):
        fresh = Job.objects.filter(pk=job.pk).values_list("state", flat=True).first()
        return Job.State.INTERRUPTED if fresh in Job.OPEN else str(fresh)
    return job.state


def at_work(person: Any, kind: str, at: datetime) -> Job | None:
    """The job of this kind that a person has under way."""
    found = Job.objects.filter(started_by=person, kind=kind, state__in=Job.OPEN)
    return next((one for one in found if standing(one, at) in Job.OPEN), None)
