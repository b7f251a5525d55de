"""Record a finding on an element or a criterion."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.evaluation.acting import begun, done, sound
from tanym.apps.evaluation.models import Finding as Row
from tanym.apps.evaluation.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import RecognitionCase
from tanym.core.recognition.foreign.findings import Finding, check_finding


def find(
    *, actor: Person, at: datetime, case: RecognitionCase, revision: int | None, finding: Finding
) -> RecognitionCase:
    """Keep the rating with value, source and day; what a document said stays beside it.

    Raises `InvalidValue` (`foreign.finding-unrated`, `foreign.finding-without-source`, `foreign.finding-without-reason`,
    `foreign.finding-later`, `foreign.finding-unknown`), and as `acting.begun`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "find", actor, today, at=case.organisation)
    sound(check_finding(finding, today))
    with transaction.atomic():
        found, kept = begun(
            case, actor=actor, at=at, act="find", revision=revision, sent=finding, office=frozenset()
        )
        if kept is None:
            return found
        Row.objects.update_or_create(
            evaluation=kept,
            part=finding.part,
            name=finding.name,
            defaults={
                "rating": finding.rating,
                "value": finding.value.strip(),
                "source": finding.source or "",
                "on": finding.on,
                "because": finding.because.strip(),
                "by": actor,
                "at": at,
            },
        )
        details = {"part": str(finding.part), "name": finding.name, "rating": finding.rating}
        return done(found, actor=actor, at=at, act="find", details=details)
