"""Take on the guidance of a person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.clocks.proceedings import code
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.proceedings import locked, note, touch
from tanym.apps.validation.guiding import open_cases, seat_adviser
from tanym.apps.validation.models import Guidance
from tanym.apps.validation.notices import tell
from tanym.apps.validation.permissions import TABLE
from tanym.core.kernel.errors import NotPermitted, Refused


def take_guidance(*, actor: Person, at: datetime, guidance: Guidance, revision: int | None) -> Guidance:
    """Become the adviser of a person: from then on the actor judges in none of the person's cases (AS-02).

    Raises `NotPermitted` (`validation.own-guidance`, `case.two-sides` for who judges in a case of the person), and
    `Refused` (`validation.taken`, `validation.guidance-over`).
    """
    permit(TABLE, "take_guidance", actor, timezone.localdate(at), at=guidance.organisation)
    with transaction.atomic():
        found = Guidance.objects.select_for_update(no_key=True).get(pk=guidance.pk)
        if found.adviser_id == actor.pk:
            return found  # sent twice
        if revision is not None and revision != found.revision:
            raise Refused("changed-meanwhile")
        if found.ended_at is not None:
            raise Refused("validation.guidance-over")
        if found.adviser_id is not None:
            raise Refused("validation.taken")
        if found.person_id == actor.pk:
            raise NotPermitted("validation.own-guidance")
        for one in open_cases(found.person):
            case = locked(one)
            seat_adviser(case, code(actor))
            touch(case, actor=actor, act="guide")
            note(case, actor=actor, at=at, verb="guide")
        found.adviser, found.taken_at = actor, at
        found.revision += 1
        found.save(update_fields=["adviser", "taken_at", "revision"])
        journal(
            actor=actor,
            at=at,
            action="validation.take_guidance",
            subject=f"validation.guidance:{found.public_id}",
        )
        tell(found.person, "validation.taken-on", found, at=at)
        return found
