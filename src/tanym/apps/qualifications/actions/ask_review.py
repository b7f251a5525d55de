"""Ask for the review of a published version that falls short of rules which came later; or note that nothing is asked any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tanym.apps.audit.actions.record import record as journal
from tanym.apps.qualifications.models import Review, Version
from tanym.apps.qualifications.notices import tell_of_review
from tanym.apps.qualifications.queries import subject_of


def ask_review(
    *,
    at: datetime,
    version: Version,
    rules: Sequence[Mapping[str, Any]],
    found_on: date,
    due_on: date | None = None,
) -> Review | None:
    """Open a review of the version for these rules, or bring the open one up to date; without rules, close it.

    The act of the platform, not of a person: nobody is asked for permission. What is asked already changes nothing:
    each rule keeps the day and the version of the pack with which it was first found, the review its due day.
    """
    with transaction.atomic():
        Version.objects.select_for_update().get(pk=version.pk)
        kept = Review.objects.filter(version=version, closed_at__isnull=True).first()
        if kept is None:
            return _open(at, version, rules, found_on, due_on) if rules else None
        if not rules:
            kept.closed_at = at
            kept.save(update_fields=["closed_at"])
            _journal(at, kept, "close-review")
            return kept
        first = {one["rule"]: one for one in kept.rules}
        now = [first.get(one["rule"], dict(one)) for one in rules]
        if now != kept.rules:
            kept.rules = now
            kept.save(update_fields=["rules"])
            _journal(at, kept, "ask-review")
        return kept


def _open(
    at: datetime,
    version: Version,
    rules: Sequence[Mapping[str, Any]],
    found_on: date,
    due_on: date | None,
) -> Review:
    review = Review.objects.create(
        version=version, rules=[dict(one) for one in rules], found_on=found_on, due_on=due_on, asked_at=at
    )
    _journal(at, review, "ask-review")
    tell_of_review(review, at=at)
    return review


def _journal(at: datetime, review: Review, verb: str) -> None:
    journal(
        actor=None,
        at=at,
        action=f"qualifications.{verb}",
        subject=subject_of(review.version),
        details={"rules": [one["rule"] for one in review.rules], "found_on": review.found_on.isoformat()},
    )
