"""Issue the credentials of many awards of one body."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.credentials.batch import Batch
from tanym.apps.credentials.models import StatusPlace
from tanym.apps.credentials.statuses import take
from tanym.apps.credentials.writing import written
from tanym.apps.jobs.kinds import Task
from tanym.apps.organisations.models import Organisation
from tanym.apps.qualifications.queries import awards_to_issue

PLACES = "places"


def issue_many(*, actor: Person | None, at: datetime, body: Organisation, task: Task) -> dict[str, Any]:
    """One piece of work: the credentials of the awards that `task.content["awards"]` names by their keys.

    As `issue` does it for one, in three steps: places in the status lists are taken (and written down with the piece:
    whoever takes it up again gets the same), documents are made and signed while nothing is locked, and everything is
    written at once, the end of the piece with it. Killed in between, nothing is there twice and nothing is missing.
    Awards that somebody issued or annulled meanwhile are left; those that cannot be issued wait, with the reason in
    the result. Raises `kinds.Lost` where another process has taken the piece, and
    `Refused("credential.key-ended-already")` where the key ended meanwhile: done again, the piece is signed with the next.
    """
    named = task.content["awards"]
    if PLACES not in task.content:
        with transaction.atomic():
            taken = [[place.pk for place in each] for each in take(body, len(named), at)]
            task.keep({**task.content, PLACES: taken})
    waiting = awards_to_issue().filter(pk__in=named, awarding_body=body).select_related(None)
    # The version is long and the same in many awards: it is read once.
    awards = list(
        waiting.select_related("person").prefetch_related("version__micro_qualification").order_by("pk")
    )
    for award in awards:
        award.awarding_body = body
    batch = Batch(body, at)
    ready, failed = batch.made(awards, _places(named, task.content[PLACES]))
    with transaction.atomic():
        issued = len(written(ready, batch, actor, at))
        result = {"issued": issued, "failed": [[str(award.public_id), code] for award, code in failed]}
        task.finish(result)
    return result


def _places(awards: Sequence[int], taken: Sequence[Sequence[int]]) -> dict[int, list[StatusPlace]]:
    """The places of each award, by the keys of both."""
    wanted = [pk for each in taken for pk in each]
    rows = StatusPlace.objects.filter(pk__in=wanted, credential=None).select_related("status_list").in_bulk()
    return {
        award: [rows[pk] for pk in each]
        for award, each in zip(awards, taken, strict=True)
        if rows.keys() >= set(each)  # otherwise another process has done this piece, as `finish` will say
    }
