"""Tidy up after background work."""

from __future__ import annotations

from datetime import datetime, timedelta

from tanym.apps.jobs.locks import forget
from tanym.apps.jobs.models import Job
from tanym.apps.jobs.queries import standing

KEPT_FOR = timedelta(days=30)


def tidy(*, at: datetime) -> int:
    """Note the jobs whose process is gone, and erase those that ended thirty days ago; returns how many were erased."""
    for job in Job.objects.filter(state__in=Job.OPEN):
        if standing(job, at) == Job.State.INTERRUPTED:
            Job.objects.filter(pk=job.pk, state__in=Job.OPEN).update(state=Job.State.INTERRUPTED, ended_at=at)
    old = list(Job.objects.filter(ended_at__lt=at - KEPT_FOR))
    for job in old:
        forget(str(job.public_id))
        job.delete()
    return len(old)
