"""Offer an appointment."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.validation.models import Guidance, Talk
from tanym.apps.validation.notices import tell
from tanym.apps.validation.permissions import TABLE
from tanym.apps.validation.queries import other_in
from tanym.core.kernel.errors import InvalidValue, Refused


def offer_talk(
    *, actor: Person, at: datetime, guidance: Guidance, starts_at: datetime, place: str, about: str = ""
) -> Talk:
    """Propose day and place; the other one agrees or calls it off.

    Raises `InvalidValue` (`validation.talk-in-the-past`, `validation.talk-nowhere`),
    `Refused` (`validation.guidance-over`, `validation.nobody-advises`).
    """
    permit(
        TABLE, "offer_talk", actor, timezone.localdate(at), at=guidance.organisation, owner=guidance.person
    )
    with transaction.atomic():
        found = Guidance.objects.select_for_update(no_key=True).get(pk=guidance.pk)
        if found.ended_at is not None:
            raise Refused("validation.guidance-over")
        other = other_in(found, actor)
        if starts_at <= at:
            raise InvalidValue("validation.talk-in-the-past")
        if not place.strip():
            raise InvalidValue("validation.talk-nowhere")
        made, new = Talk.objects.get_or_create(
            guidance=found,
            starts_at=starts_at,
            offered_by=actor,
            defaults={"place": place.strip(), "about": about.strip()},
        )
        if new:
            journal(
                actor=actor,
                at=at,
                action="validation.offer_talk",
                subject=f"validation.guidance:{found.public_id}",
            )
            tell(other, "validation.talk-offered", found, at=at, on=starts_at)
        return made
