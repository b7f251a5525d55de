"""Publish what was held, or hide a contribution with a published reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.consultation.models import Contribution
from tanym.apps.consultation.notices import tell_moderated
from tanym.apps.consultation.permissions import require
from tanym.apps.consultation.proceeding import current, lines, locked, note
from tanym.core.consultation.contribution import LONGEST_REASON
from tanym.core.kernel.errors import InvalidValue, Refused

PUBLISHED, HELD, HIDDEN = Contribution.State.PUBLISHED, Contribution.State.HELD, Contribution.State.HIDDEN


def moderate(
    *, actor: Person, at: datetime, contribution: Contribution, publish: bool, reason: str = "", revision: int
) -> Contribution:
    """Let everybody read a contribution, or hide it and say why. Its words are kept either way.

    Raises `NotPermitted`, `Refused("changed-meanwhile")` where another moderator was quicker,
    `Refused("consultation.answered")` for hiding what has an answer, `Refused("consultation.closed")`,
    `InvalidValue("consultation.hidden-why")`.
    """
    consultation = contribution.consultation
    require("moderate", actor, timezone.localdate(at), consultation)
    with transaction.atomic():
        of = locked(consultation, at)
        found: Contribution = current(contribution, revision)
        wanted = PUBLISHED if publish else HIDDEN
        if found.state == wanted:
            return found
        if not publish and not reason.strip():
            raise InvalidValue("consultation.hidden-why")
        if len(reason) > LONGEST_REASON:
            raise InvalidValue("consultation.text-too-long", most=LONGEST_REASON, given=len(reason))
        if not publish and found.answer_id is not None:
            raise Refused("consultation.answered")
        found.state, found.hidden_because = wanted, "" if publish else lines(reason)
        found.moderated_by, found.moderated_at = actor, at
        found.revision += 1
        found.save()
        note(
            of,
            actor=actor,
            at=at,
            verb="moderate",
            subject=f"contribution:{found.public_id}",
            details={"state": found.state},
        )
        tell_moderated(found, at=at)
        return found
