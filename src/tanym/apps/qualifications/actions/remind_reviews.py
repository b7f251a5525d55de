"""Remind of re-reviews that come near or are overdue, and of conditions that are late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.queries import members, organisation
from tanym.apps.policy.queries import stack
from tanym.apps.qualifications import approval, notices
from tanym.apps.qualifications.models import Condition, Version
from tanym.apps.qualifications.publishing import REMIND_BEFORE, period
from tanym.apps.qualifications.queries import subject_of
from tanym.core.qualifications.validity import Standing, standing, warning


def remind_reviews(*, at: datetime) -> int:
    """Send each letter once: before a review, when it is overdue, and when a condition is late (to both sides).

    The platform's own act, for `tanym reviews`: run it once a day. Returns how many were sent.
    """
    on, sent = timezone.localdate(at), 0
    centre = organisation(approval.centre()) if approval.centre() else None
    before = period(stack(on, approval.centre()), REMIND_BEFORE)
    for pk in _dated():
        with transaction.atomic():
            version = Version.objects.select_for_update(no_key=True).get(pk=pk)
            due = version.next_review_on
            now = standing(due, version.valid_until, on, warning(due, before))
            if due is None or now not in (Standing.SOON, Standing.OVERDUE, Standing.LAPSED):
                continue
            name = f"{'soon' if now is Standing.SOON else 'overdue'}:{due.isoformat()}"
            if name in version.reminded:
                continue
            version.reminded = [*version.reminded, name]
            version.save(update_fields=["reminded"])
            notices.tell_of_re_review(version, overdue=now is not Standing.SOON, at=at)
            journal(actor=None, at=at, action="qualifications.remind", subject=subject_of(version))
            sent += 1
    reviewers = [one.person for one in members(centre, approval.REVIEWER, on)] if centre else []
    for pk in _late(at):
        with transaction.atomic():
            condition = (
                Condition.objects.select_for_update(of=("self",), no_key=True)
                .select_related("version__micro_qualification", "set_by")
                .get(pk=pk)
            )
            if condition.told_late_at:
                continue
            condition.told_late_at = at
            condition.save(update_fields=["told_late_at"])
            notices.tell_of_late_condition(condition, reviewers, at=at)
            sent += 1
    return sent


def _dated() -> Iterator[int]:
    found = Version.objects.filter(
        stage__in=("approved", "suspended"), retired_on__isnull=True, next_review_on__isnull=False
    )
    return iter(list(found.order_by("pk").values_list("pk", flat=True)))


def _late(at: datetime) -> Iterator[int]:
    found = Condition.objects.filter(
        due_on__lt=timezone.localdate(at),
        answered_at__isnull=True,
        confirmed_at__isnull=True,
        told_late_at__isnull=True,
        version__retired_on__isnull=True,
    )
    return iter(list(found.order_by("pk").values_list("pk", flat=True)))
