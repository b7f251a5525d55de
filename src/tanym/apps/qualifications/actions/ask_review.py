"""Ask for the review of a published version that falls short of rules which came later; or note that nothing is asked any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.audit.actions.record import record as journal
from tanym.apps.qualifications.models import Review, Version
from tanym.apps.qualifications.notices import tell_of_review
from tanym.apps.qualifications.queries import subject_of


def ask_review(
    *,
    at: datetime,
    version: Version,
    rules: Sequence[Mapping[str, Any]],
    on: date,
    due_on: date | None = None,
) -> Review | None:
    """Open a review of the version for the rules that it falls short of on a day, or bring the open one up to date.

    Each rule says since when it asks (`since`); where none is left, or the version is published no more, the review is
    closed. What the law of another day
    asks stays: a day to come takes nothing away that is asked today, and today nothing that is asked from later on.
    The act of the platform, not of a person: nobody is asked for permission. What is asked already changes nothing:
    each rule keeps the day and the version of the pack with which it was first found, the review its due day.
    """
    to_come = on > timezone.localdate(at)
    published = version.stage == "approved" and version.retired_on is None
    with transaction.atomic():
        Version.objects.select_for_update(no_key=True).get(pk=version.pk)
        kept = Review.objects.filter(version=version, closed_at__isnull=True).first()
        if kept is None:
            return _open(at, version, rules, due_on) if rules else None
        now = _brought_up_to_date(kept.rules, rules, on, to_come=to_come) if published else []
        if not now:
            kept.closed_at = at
            kept.save(update_fields=["closed_at"])
            _journal(at, kept, "close-review")
        elif now != kept.rules:
            kept.rules = now
            kept.save(update_fields=["rules"])
            _journal(at, kept, "ask-review")
        return kept


def _brought_up_to_date(
    kept: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]], on: date, *, to_come: bool
) -> list[dict[str, Any]]:
    first, names = {one["rule"]: one for one in kept}, {one["rule"] for one in found}
    others = [one for one in kept if one["rule"] not in names]
    staying = [one for one in others if to_come or one["since"] > on.isoformat()]
    now = [dict(first.get(one["rule"], one)) for one in (*found, *staying)]
    return sorted(now, key=lambda one: str(one["rule"]))


def _open(at: datetime, version: Version, rules: Sequence[Mapping[str, Any]], due_on: date | None) -> Review:
    review = Review.objects.create(
        version=version,
        rules=[dict(one) for one in rules],
        found_on=date.fromisoformat(min(one["since"] for one in rules)),
        due_on=due_on,
        asked_at=at,
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
