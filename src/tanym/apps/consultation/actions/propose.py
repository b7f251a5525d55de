"""Write down what a group proposes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.consultation.models import Group, Paragraph, Proposal
from tanym.apps.consultation.permissions import require
from tanym.apps.consultation.proceeding import lines, locked, made_before, note
from tanym.core.consultation.contribution import LONGEST_REASON, LONGEST_TEXT
from tanym.core.kernel.errors import InvalidValue


def propose(
    *,
    actor: Person,
    at: datetime,
    group: Group,
    paragraph: Paragraph | None,
    text: str,
    reasons: str,
    language: str,
    once: UUID,
) -> Proposal:
    """Keep a proposal of the group, on one of its paragraphs or on all of them, for the plenary.

    Raises `NotPermitted` for whoever does not record, `Refused("consultation.closed")`,
    `InvalidValue("consultation.text-empty" | "consultation.text-too-long" | "consultation.group-without-text")`.
    """
    require("propose", actor, timezone.localdate(at), group.meeting.consultation, owner=group.recorder)
    with transaction.atomic():
        of = locked(group.meeting.consultation, at)
        if (before := made_before(Proposal.objects, once, group_id=group.pk)) is not None:
            return before  # type: ignore[no-any-return]
        if not text.strip():
            raise InvalidValue("consultation.text-empty")
        for given, most in ((text, LONGEST_TEXT), (reasons, LONGEST_REASON)):
            if len(given) > most:
                raise InvalidValue("consultation.text-too-long", most=most, given=len(given))
        if paragraph is not None and not group.paragraphs.filter(pk=paragraph.pk).exists():
            raise InvalidValue("consultation.group-without-text")
        made = Proposal.objects.create(
            once=once,
            group=group,
            paragraph=paragraph,
            text=lines(text),
            reasons=lines(reasons),
            language=language,
            by=actor,
            at=at,
        )
        note(of, actor=actor, at=at, verb="propose", subject=f"proposal:{made.public_id}")
        return made
