"""Writes documents that were made and signed before: all that belongs to them, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record_many import record_many
from tanym.apps.credentials.batch import Batch, Ready
from tanym.apps.credentials.issuer_keys import refuse_ended
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.statuses import give
from tanym.apps.policy.actions.keep_reports import keep_reports
from tanym.apps.qualifications.actions.mark_issued import mark_issued
from tanym.apps.qualifications.models import Award


def written(ready: Sequence[Ready], batch: Batch, actor: Person | None, at: datetime) -> list[Credential]:
    """The documents of those awards that still wait, written down: with their places, reports and acts.

    For the beginning of a transaction: the awards are held first (`statuses` says in which order things are). Raises
    `Refused("credential.key-ended-already")`, and then nothing of it may be kept.
    """
    named = [one.credential.award_id for one in ready]
    waiting = set(
        Award.objects.select_for_update(no_key=True, of=("self",))
        .filter(pk__in=named, issued=False, annulled_on=None, credential=None)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    those = [one for one in ready if one.credential.award_id in waiting]
    if not those:
        return []
    made = Credential.objects.bulk_create(one.credential for one in those)
    refuse_ended(batch.key)
    give((place, one.credential) for one in those for place in one.places)
    _keep_reports(those, batch, at)
    mark_issued(awards=[one.award for one in made])
    record_many(actor=actor, at=at, action="credentials.issue", acts=map(_act, those))
    return made


def _keep_reports(those: Sequence[Ready], batch: Batch, at: datetime) -> None:
    by_day: dict[date, list[Ready]] = defaultdict(list)
    for one in those:
        by_day[one.credential.award.conferred_on].append(one)
    for on, of_day in by_day.items():
        reports = [(one.credential.subject, one.report) for one in of_day if one.report is not None]
        keep_reports(at=at, on=on, by=batch.rules(on), reports=reports)


def _act(one: Ready) -> tuple[str, dict[str, Any]]:
    award = one.credential.award
    return one.credential.subject, {
        "award": str(award.public_id),
        "issuer": award.awarding_body.code,
        "signature": one.signature,
    }
