"""Grant a waiver that was asked for, or refuse it with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.policy.models import Waiver, WaiverRequest
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.rules import Stack
from tanym.core.rules.waivers import SHORTEST_REASON, refuse_unsound


def answer_waiver(
    *, actor: Person, at: datetime, request: WaiverRequest, by: Stack, refusal: str = ""
) -> WaiverRequest:
    """Without `refusal` the rule may be unmet from today until the day that was asked for; with it, it may not.

    The caller has asked for permission. Raises `Refused`: `waiver.answered`, `waiver.own` for one's own request;
    `InvalidValue("waiver.reason")` for a refusal of a word; as `refuse_unsound`. Source: rule GO-02.
    """
    today, refusal = timezone.localdate(at), " ".join(refusal.split())
    with transaction.atomic():
        kept = WaiverRequest.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
        if kept.answered_at is not None:
            raise Refused("waiver.answered", rule=kept.rule)
        if kept.asked_by_id == actor.pk:
            raise Refused("waiver.own", rule=kept.rule)
        if refusal and len(refusal) < SHORTEST_REASON:
            raise InvalidValue("waiver.reason", fewest=SHORTEST_REASON)
        if not refusal:
            refuse_unsound(by, rule=kept.rule, reason=kept.reason, until=kept.until, on=today)
            kept.waiver = Waiver.objects.create(
                subject=kept.subject,
                rule=kept.rule,
                person=actor,
                reason=kept.reason,
                since=today,
                until=kept.until,
                at=at,
            )
        kept.answered_at, kept.answered_by, kept.refusal = at, actor, refusal
        kept.save()
        record(
            actor=actor,
            at=at,
            action="policy.waive" if kept.waiver else "policy.refuse-waiver",
            subject=kept.subject,
            details={"rule": kept.rule, "request": str(kept.public_id)}
            | ({"until": kept.until.isoformat()} if kept.waiver else {}),
        )
    return kept
