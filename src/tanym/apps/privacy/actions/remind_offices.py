"""Remind offices of consents that were taken back and that nobody has answered."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.policy.queries import calendar
from tanym.apps.privacy.models import Consent
from tanym.apps.privacy.notices import remind_office

AHEAD = 3
"""How many working days before the last day an office is reminded."""

SOON, LATE = 1, 2
"""How far an office has been reminded: that the last day comes, that it has passed."""


def remind_offices(*, at: datetime) -> int:
    """Send every reminder that is due, each once: shortly before the last day (Law 94-V, art. 8(2), 8(7)) and once it has
    passed; how many consents were told of. Run it once a day."""
    waiting = Consent.objects.filter(answer="").exclude(taken_back_at=None).values_list("pk", flat=True)
    return sum(_remind(key, at) for key in tuple(waiting))


def _remind(key: int, at: datetime) -> bool:
    today = timezone.localdate(at)
    with transaction.atomic():
        found = Consent.objects.select_for_update(of=("self",), no_key=True).filter(pk=key).first()
        if found is None:
            return False
        wanted = _wanted(found, today)
        if found.answer or wanted <= found.reminders:
            return False
        found.reminders = wanted
        found.save(update_fields=["reminders"])
        remind_office(found, late=wanted == LATE, at=at)
        return True


def _wanted(found: Consent, today: date) -> int:
    if found.due_on is None:
        return 0
    if today > found.due_on:
        return LATE
    return SOON if today >= calendar().add_working_days(found.due_on, -AHEAD) else 0
