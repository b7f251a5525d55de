"""Start a piece of background work."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.jobs.kinds import kind as kind_named
from tanym.apps.jobs.models import Job
from tanym.apps.jobs.queries import at_work
from tanym.apps.jobs.running import launch
from tanym.core.kernel.errors import Refused


def start(*, actor: Person, at: datetime, kind: str, arguments: dict[str, Any], alone: bool = True) -> Job:
    """Write the job down; it begins once the transaction of the caller, who has asked for permission, is through.

    A person has one job of a kind at a time; with `alone` false it waits for its turn behind others. Raises `Refused("jobs.one-already")`, `NotFound("jobs.unknown-kind")`.
    """
    kind_named(kind)
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=actor.pk)
        if alone and at_work(actor, kind, at):
            raise Refused("jobs.one-already")
        job = Job.objects.create(kind=kind, arguments=arguments, started_by=actor, created_at=at)
        transaction.on_commit(partial(launch, job.public_id))
    return job
