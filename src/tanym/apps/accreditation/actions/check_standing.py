"""Ask the rules how a recognised body stands, and keep the report."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accreditation.checking import check_and_keep
from tanym.apps.accreditation.handling import locked, note, permit_office
from tanym.apps.accreditation.models import Application, StandingCheck
from tanym.apps.accreditation.permissions import AT_OFFICE


def check_standing(*, actor: Person | None, at: datetime, application: Application) -> StandingCheck:
    """Keep what the rules say on this day; once a day. Without an actor: the yearly check of the platform itself.

    Raises `NotPermitted`.
    """
    on = timezone.localdate(at)
    if actor is not None:
        permit_office(AT_OFFICE, "check_standing", application, actor, on)
    with transaction.atomic():
        kept = locked(application)
        if before := kept.checks.filter(on=on).first():
            return before
        check_and_keep(kept, at, on)
        kept.save(update_fields=["report"])
        note(kept, actor=actor, at=at, verb="check_standing", details={"report": kept.report})
        return StandingCheck.objects.create(application=kept, on=on, report=kept.report, at=at)
