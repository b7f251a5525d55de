"""Ask a piece of background work to stop."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.models import Person
from tanym.apps.jobs.models import Job
from tanym.apps.jobs.queries import standing
from tanym.core.kernel.errors import NotFound


def cancel(*, actor: Person, at: datetime, job: Job) -> Job:
    """It stops at the next chunk; what it has not finished leaves nothing behind. Ended already: nothing happens.

    Raises `NotFound("page.unknown")` for anybody but the person who started it.
    """
    if job.started_by_id != actor.pk:
        raise NotFound("page.unknown")
    open_ = Job.objects.filter(pk=job.pk, state__in=Job.OPEN)
    if standing(job, at) == Job.State.INTERRUPTED:
        open_.update(state=Job.State.INTERRUPTED, ended_at=at)
    else:
        open_.update(asked_to_stop=True)
    job.refresh_from_db()
    return job
