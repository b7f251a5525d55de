"""A job as its page shows it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tanym.apps.jobs.kinds import Pieces, kind
from tanym.apps.jobs.models import Job
from tanym.apps.jobs.queries import standing


def shown(job: Job, at: datetime) -> dict[str, Any]:
    """What the page and its moving part say: how far the job is, how long it may take, where its result is."""
    of, state = kind(job.kind), standing(job, at)
    return {
        "job": job,
        "state": state,
        "open": state in Job.OPEN,
        "words": of.words,
        "percent": min(100, job.steps * 100 // job.of) if job.of else 0,
        "minutes_left": _minutes_left(job, at) if state == Job.State.RUNNING else None,
        "kept": (of.keeps or isinstance(of.run, Pieces)) and job.steps > 0,
        "result": of.page(job.arguments) if state == Job.State.DONE else "",
    }


def _minutes_left(job: Job, at: datetime) -> int | None:
    """Whole minutes at the pace so far, never less than one; None while nobody can tell."""
    if not job.steps or not job.of or job.begun_at is None:
        return None
    left = (at - job.begun_at) * (job.of - job.steps) / job.steps
    return max(1, -(-left // timedelta(minutes=1)))
