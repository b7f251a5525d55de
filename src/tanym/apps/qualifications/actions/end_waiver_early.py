"""End a waiver of a design before its day."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.policy.actions.end_waiver import end_waiver
from tanym.apps.policy.models import Waiver
from tanym.apps.qualifications import approval
from tanym.apps.qualifications.permissions import AT_CENTRE


def end_waiver_early(*, actor: Person, at: datetime, waiver: Waiver) -> Waiver:
    """From today on the rule holds again. Raises as `policy.end_waiver`."""
    permit(AT_CENTRE, "end_waiver_early", actor, timezone.localdate(at), at=organisation(approval.centre()))
    return end_waiver(actor=actor, at=at, waiver=waiver.public_id)
