"""What publishing a version writes, whoever decides: its days, its conditions, and the end of the version before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import pinned
from tanym.apps.qualifications import approval
from tanym.apps.qualifications.models import Condition, Suspension, Version
from tanym.apps.qualifications.reviewing import Asked
from tanym.core.kernel.periods import Period
from tanym.core.procedures.advance import Advanced
from tanym.core.procedures.state import from_json
from tanym.core.qualifications.validity import Term, term
from tanym.core.rules import Stack
from tanym.rulepacks.procedures import first_day

EVERY, VALID_FOR, REMIND_BEFORE = "review.interval", "approval.valid-for", "approval.remind-before"


def publish(
    version: Version,
    moved: Advanced,
    *,
    actor: Person | None,
    at: datetime,
    report: str,
    conditions: Iterable[Asked] = (),
) -> None:
    """Write an approval; the caller has decided it, holds the lock, and saves nothing else of the version after.

    `actor` is None where silence counts as approval: then there is nobody to set conditions.
    """
    on = timezone.localdate(at)
    version.remarks.filter(sent_at__isnull=True).update(sent_at=at)  # advice for the next edition
    approval.put(version, moved.state, at=at)
    version.report, version.published_on, version.taken_by = report, on, None
    date_reviews(version, on)
    version.revision += 1
    version.save()
    for one in conditions:
        if one.due_on is not None:
            Condition.objects.create(
                version=version,
                about=one.about,
                text=one.text.strip(),
                due_on=one.due_on,
                set_by=actor,
                set_at=at,
            )
    before = Version.objects.filter(
        micro_qualification=version.micro_qualification,
        stage__in=("approved", "suspended"),
        retired_on__isnull=True,
    ).exclude(pk=version.pk)
    Suspension.objects.filter(version__in=before, until__isnull=True).update(until=on)
    before.update(retired_on=on)


def date_reviews(version: Version, on: date) -> None:
    """Set the days that follow an approval or a re-review on a day, for the caller to save."""
    days = days_after(version, on)
    version.last_review_on = on
    version.next_review_on, version.valid_until = days.next_review_on, days.valid_until


def days_after(version: Version, on: date) -> Term:
    """When a version that is approved or confirmed on a day is reviewed next, and until when the approval holds."""
    by = pinned(from_json(version.case)).stack
    promised = (version.content.get("quality") or {}).get("next_review_on")
    stated = date.fromisoformat(promised) if promised else None
    return term(on, period(by, EVERY), period(by, VALID_FOR), stated, first_day(by))


def period(by: Stack, name: str) -> Period | None:
    """A length that the packs give."""
    found = by.value(name)
    return found if isinstance(found, Period) else None
