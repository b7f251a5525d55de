"""Check every recognised body once a year."""

from __future__ import annotations

from datetime import datetime, timedelta

from tanym.apps.accreditation.actions.check_standing import check_standing
from tanym.apps.accreditation.models import Application

YEARLY = timedelta(days=365)


def check_all(*, at: datetime) -> int:
    """Ask the rules again of each body whose last check, or whose decision, is a year old; how many were asked."""
    asked = 0
    for application in Application.objects.filter(ended=False, renews=False, entry__isnull=False):
        last = application.checks.first()
        if at - (last.at if last else application.opened_at) >= YEARLY:
            check_standing(actor=None, at=at, application=application)
            asked += 1
    return asked
