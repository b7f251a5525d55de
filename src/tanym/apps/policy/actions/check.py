"""Check facts by the rules in force and keep the report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from tanym.apps.audit.playing import playing
from tanym.apps.policy.actions.keep import keep
from tanym.apps.policy.models import CheckReport
from tanym.apps.policy.queries import noted, stack, waivers
from tanym.core.rules import Report
from tanym.core.rules import check as ask
from tanym.core.rules.plain import plain_facts


def check(
    *,
    at: datetime,
    on: date,
    subject: str,
    facts: Mapping[str, object],
    of: str,
    institution: str | None = None,
) -> tuple[CheckReport, Report]:
    """Ask every rule that binds `subject` (design, assessment …) and keep the exact bytes of the answer.

    `of` names the thing checked, `room.thing:id`. The same inputs on the same day are the same report.
    For the transaction of a caller that has asked for permission and writes the journal. In a rehearsal nothing is kept.
    """
    by = stack(on, institution)
    found = noted(ask(by, subject, facts, on, waivers(of, on), of=of))
    if playing() is not None:
        return CheckReport(digest=found.digest, subject=of, on=on), found
    with transaction.atomic():
        keep(at=at, stack=by)
        kept, new = CheckReport.objects.get_or_create(
            digest=found.digest,
            defaults={
                "subject": of,
                "on": on,
                "content": found.to_bytes(),
                "facts": plain_facts(found.facts),
                "made_at": at,
            },
        )
        if new:
            kept.bundles.set(by.digests.values())
    return kept, found
