"""Let a rule be unmet by one thing, for a reason and for a time."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.policy.models import Waiver
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused
from tanym.core.rules import Stack

SHORTEST_REASON = 20  # characters: a word is no reason


def waive(
    *, actor: Person, at: datetime, subject: str, rule: str, reason: str, until: date, by: Stack
) -> Waiver:
    """Grant a waiver of a rule of the stack `by` to the thing `subject` (`room.thing:id`).

    The caller has asked for permission. Raises `NotFound("rule.not-in-force")`, `Refused("waiver.not-waivable")` for
    a rule that nobody may waive, `Refused("waiver.standing")` where one holds already,
    `InvalidValue("waiver.reason" | "waiver.until")`. Source: rule GO-02.
    """
    today, reason = timezone.localdate(at), " ".join(reason.split())
    resolved = by.rules.get(rule)
    if resolved is None:
        raise NotFound("rule.not-in-force", rule=rule)
    if not resolved.rule.waivable:
        raise Refused("waiver.not-waivable", rule=rule)
    if len(reason) < SHORTEST_REASON:
        raise InvalidValue("waiver.reason", fewest=SHORTEST_REASON)
    if until <= today:
        raise InvalidValue("waiver.until", today=today)
    with transaction.atomic():
        standing = Waiver.objects.select_for_update().filter(subject=subject, rule=rule, ended_on=None)
        if any(one.since <= today < one.last for one in standing):
            raise Refused("waiver.standing", rule=rule)
        made = Waiver.objects.create(
            subject=subject, rule=rule, person=actor, reason=reason, since=today, until=until, at=at
        )
        record(
            actor=actor,
            at=at,
            action="policy.waive",
            subject=subject,
            details={"rule": rule, "until": until.isoformat(), "waiver": str(made.public_id)},
        )
    return made
