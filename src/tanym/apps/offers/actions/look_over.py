"""Look over the standing decisions: tell offices of those that have changed under them, and of those that end."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from tanym.apps.audit.actions.record import record as journal
from tanym.apps.offers import standings
from tanym.apps.offers.models import StandingDecision
from tanym.apps.offers.notices import tell_changed, tell_ending
from tanym.core.recognition.standing import State

AHEAD = timedelta(days=30)
"""How long before its end an office is reminded."""


def look_over(*, at: datetime) -> int:
    """Tell each office once, from the day on which one side is another; how many were told. Run it once a day.

    That nobody can take a changed one follows from what is published, whether or not this was run.
    """
    today = timezone.localdate(at)
    open_ones = StandingDecision.objects.filter(
        in_force_at__isnull=False, ended_on=None, until__gte=today
    ).values_list("pk", flat=True)
    return sum(_look(key, at) for key in open_ones)


def _look(key: int, at: datetime) -> int:
    today = timezone.localdate(at)
    with transaction.atomic():
        row = StandingDecision.objects.select_for_update(no_key=True).get(pk=key)
        if row.told_at is None and standings.state_of(row, today) is State.TO_LOOK_AT:
            if standings.content_of_discipline(row.discipline) != row.target_content:
                row.changed_on = row.changed_on or today
            row.told_at = at
            row.save()
            journal(actor=None, at=at, action="offers.look_over", subject=row.subject, details={})
            return tell_changed(row, at=at)
        ends = row.until - today <= AHEAD and row.told_at is None and row.reminded_at is None
        if ends and not row.renewed_by.filter(ended_on=None).exists():
            row.reminded_at = at
            row.save(update_fields=["reminded_at"])
            return tell_ending(row, at=at)
        return 0
