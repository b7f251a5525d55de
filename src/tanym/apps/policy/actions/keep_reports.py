"""Keep reports that were made of many things of one day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from tanym.apps.policy.actions.keep import keep
from tanym.apps.policy.models import CheckReport
from tanym.core.rules import Stack
from tanym.core.rules.alike import Reported


def keep_reports(*, at: datetime, on: date, by: Stack, reports: Sequence[tuple[str, Reported]]) -> None:
    """Keep each report under what it is of (`room.thing:id`), as `check` keeps one; one that is there stays.

    For the transaction of a caller that has asked for permission and writes the journal.
    """
    with transaction.atomic():
        keep(at=at, stack=by)
        new = {one.digest: (of, one) for of, one in reports}
        for known in CheckReport.objects.filter(digest__in=list(new)).values_list("digest", flat=True):
            del new[known]
        CheckReport.objects.bulk_create(
            CheckReport(digest=digest, subject=of, on=on, content=one.content, facts=one.facts, made_at=at)
            for digest, (of, one) in new.items()
        )
        between = CheckReport.bundles.through
        between.objects.bulk_create(
            between(checkreport_id=digest, packbundle_id=bundle)
            for digest in new
            for bundle in dict.fromkeys(by.digests.values())
        )
