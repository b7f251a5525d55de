"""Issue the credentials of many awards of one body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record_many import record_many
from tanym.apps.credentials.batch import Batch, Ready
from tanym.apps.credentials.issuer_keys import refuse_ended
from tanym.apps.credentials.models import Credential, StatusPlace
from tanym.apps.credentials.signing import signature_digest
from tanym.apps.credentials.statuses import Spot, badge_purposes, reserve
from tanym.apps.jobs.kinds import Task
from tanym.apps.organisations.models import Organisation
from tanym.apps.policy.actions.keep_reports import keep_reports
from tanym.apps.qualifications.actions.mark_issued import mark_issued
from tanym.apps.qualifications.models import Award
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
            task.keep({**task.content, PLACES: _take_places(body, len(named), at)})
    waiting = awards_to_issue().filter(pk__in=named, awarding_body=body).select_related(None)
    # The version is long and the same in many awards: it is read once.
    awards = list(
        waiting.select_related("person").prefetch_related("version__micro_qualification").order_by("pk")
    )
    for award in awards:
        award.awarding_body = body
    batch = Batch(body, at)
    ready, failed = batch.made(awards, _spots(named, task.content[PLACES]))
    with transaction.atomic():
        written = _written(ready, batch, actor, at)
        result = {"issued": written, "failed": [[str(award.public_id), code] for award, code in failed]}
        task.finish(result)
    return result


def _take_places(body: Organisation, count: int, at: datetime) -> list[list[int]]:
    """Places for so many badges, written down as taken and belonging to nobody yet, by their keys."""
    by_purpose = [reserve(body, count, at=at, purpose=one) for one in badge_purposes()]
    rows = StatusPlace.objects.bulk_create(
        StatusPlace(status_list=spot.status_list, index=spot.index) for spots in by_purpose for spot in spots
    )
    keys = [row.pk for row in rows]
    return [
        list(each)
        for each in zip(*(keys[start : start + count] for start in range(0, len(keys), count)), strict=True)
    ]


def _spots(awards: Sequence[int], places: Sequence[Sequence[int]]) -> dict[int, list[Spot]]:
    wanted = [pk for each in places for pk in each]
    rows = StatusPlace.objects.filter(pk__in=wanted, credential=None).select_related("status_list").in_bulk()
    return {
        award: [Spot(rows[pk].status_list, rows[pk].index) for pk in each]
        for award, each in zip(awards, places, strict=True)
    }


def _written(ready: Sequence[Ready], batch: Batch, actor: Person | None, at: datetime) -> int:
    """Write the documents of those awards that still wait; how many these are."""
    named = [one.credential.award_id for one in ready]
    waiting = set(
        Award.objects.select_for_update(no_key=True, of=("self",))
        .filter(pk__in=named, issued=False, annulled_on=None, credential=None)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    those = [one for one in ready if one.credential.award_id in waiting]
    Credential.objects.bulk_create(one.credential for one in those)
    refuse_ended(batch.key)
    _give_places(those)
    by_day: dict[date, list[Ready]] = defaultdict(list)
    for one in those:
        by_day[one.credential.award.conferred_on].append(one)
    for on, of_day in by_day.items():
        reports = [(one.credential.subject, one.report) for one in of_day if one.report is not None]
        keep_reports(at=at, on=on, by=batch.rules(on), reports=reports)
    mark_issued(awards=[one.credential.award for one in those])
    record_many(actor=actor, at=at, action="credentials.issue", acts=map(_act, those))
    return len(those)


def _give_places(those: Sequence[Ready]) -> None:
    """The places that were taken become those of the credentials: the rows are written anew, each with its owner."""
    pairs = [(spot, one.credential) for one in those for spot in one.spots]
    for status_list in {spot.status_list.pk for spot, _ in pairs}:
        of = [spot.index for spot, _ in pairs if spot.status_list.pk == status_list]
        StatusPlace.objects.filter(status_list=status_list, index__in=of, credential=None).delete()
    StatusPlace.objects.bulk_create(
        StatusPlace(status_list=spot.status_list, index=spot.index, credential=credential)
        for spot, credential in pairs
    )


def _act(one: Ready) -> tuple[str, dict[str, Any]]:
    award, document = one.credential.award, bytes(one.credential.document)
    return one.credential.subject, {
        "award": str(award.public_id),
        "issuer": award.awarding_body.code,
        "signature": signature_digest(document),
    }
