"""Ask for a waiver of a rule that a thing does not meet."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.policy.models import WaiverRequest
from tanym.core.kernel.errors import Refused
from tanym.core.rules import Stack
from tanym.core.rules.waivers import refuse_unsound


def ask_waiver(
    *, actor: Person, at: datetime, subject: str, rule: str, reason: str, until: date, by: Stack
) -> WaiverRequest:
    """Keep the request until somebody answers it; asked again while it is open, it is the same request.

    The caller has asked for permission. Raises as `refuse_unsound`, and `Refused("waiver.asked")` where another text
    waits already.
    """
    reason = " ".join(reason.split())
    refuse_unsound(by, rule=rule, reason=reason, until=until, on=timezone.localdate(at))
    with transaction.atomic():
        made, new = WaiverRequest.objects.select_for_update(no_key=True).get_or_create(
            subject=subject,
            rule=rule,
            answered_at=None,
            defaults={"asked_by": actor, "reason": reason, "until": until, "at": at},
        )
        if not new:
            if (made.reason, made.until) != (reason, until):
                raise Refused("waiver.asked", rule=rule)
            return made
        record(
            actor=actor,
            at=at,
            action="policy.ask-waiver",
            subject=subject,
            details={"rule": rule, "request": str(made.public_id)},
        )
    return made
