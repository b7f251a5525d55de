"""Agree to an appointment, or call it off."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.validation.models import Talk
from tanym.apps.validation.notices import tell
from tanym.apps.validation.permissions import TABLE
from tanym.apps.validation.queries import other_in
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused

ANSWERS = ("agreed", "off")


def answer_talk(*, actor: Person, at: datetime, talk: Talk, revision: int | None, answer: str) -> Talk:
    """`agreed` by the one who was asked, `off` by either.

    Raises `InvalidValue("validation.talk-answer")`, `NotPermitted("validation.talk-own-offer")`,
    `Refused("changed-meanwhile")`.
    """
    guidance = talk.guidance
    permit(
        TABLE, "answer_talk", actor, timezone.localdate(at), at=guidance.organisation, owner=guidance.person
    )
    if answer not in ANSWERS:
        raise InvalidValue("validation.talk-answer")
    with transaction.atomic():
        found = Talk.objects.select_for_update(no_key=True).select_related("guidance__person").get(pk=talk.pk)
        other = other_in(found.guidance, actor)
        if found.state == answer:
            return found
        if revision is not None and revision != found.revision:
            raise Refused("changed-meanwhile")
        if answer == "agreed" and found.offered_by_id == actor.pk:
            raise NotPermitted("validation.talk-own-offer")
        found.state = answer
        found.revision += 1
        found.save(update_fields=["state", "revision"])
        journal(
            actor=actor,
            at=at,
            action="validation.answer_talk",
            subject=f"validation.guidance:{found.guidance.public_id}",
            details={"answer": answer},
        )
        tell(other, f"validation.talk-{answer}", found.guidance, at=at, on=found.starts_at)
        return found
