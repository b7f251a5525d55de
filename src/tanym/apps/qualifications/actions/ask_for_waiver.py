"""Ask the national centre to let a design fall short of a rule for a time."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.policy.actions.ask_waiver import ask_waiver
from tanym.apps.policy.models import WaiverRequest
from tanym.apps.policy.queries import stack
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.permissions import AT_OWNER, about
from tanym.apps.qualifications.queries import findings_now, subject_of
from tanym.core.kernel.errors import Refused
from tanym.core.rules import Outcome


def ask_for_waiver(
    *, actor: Person, at: datetime, version: Version, rule: str, reason: str, until: date
) -> WaiverRequest:
    """A rule that the design does not meet today may be asked about; the answer comes from the national centre.

    Raises `Refused("waiver.not-needed")` where the rule is met or undecided, and as `policy.ask_waiver`.
    """
    on, owner = timezone.localdate(at), version.micro_qualification.owner
    permit(AT_OWNER, "ask_for_waiver", actor, on, at=owner, about=about(version))
    with transaction.atomic():
        found = findings_now(version, on).finding(rule)
        if found is not None and found.outcome is not Outcome.NOT_MET:
            raise Refused("waiver.not-needed", rule=rule)
        return ask_waiver(
            actor=actor,
            at=at,
            subject=subject_of(version),
            rule=rule,
            reason=reason,
            until=until,
            by=stack(on, owner.code),
        )
