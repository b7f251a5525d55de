"""Say something of a text that is laid before the public."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.consultation.models import Consultation, Contribution, Paragraph
from tanym.apps.consultation.permissions import require
from tanym.apps.consultation.proceeding import fields_of, following, locked, made_before, note
from tanym.apps.consultation.queries import published_before, said_already
from tanym.apps.organisations.queries import memberships
from tanym.core.consultation.contribution import Said
from tanym.core.consultation.holding import Circumstances, held
from tanym.core.consultation.period import require_open


def comment(
    *,
    actor: Person,
    at: datetime,
    consultation: Consultation,
    paragraph: Paragraph | None,
    said: Said,
    language: str,
    once: UUID,
    anonymous: bool = False,
    trap: str = "",
) -> Contribution:
    """Keep a contribution on a paragraph, or on the whole without one; published at once or held for a moderator.

    `trap` is a field that no person sees. The same form sent twice is one contribution. Raises `NotPermitted`,
    `Refused("consultation.not-yet-open" | "consultation.over")`.
    """
    today = timezone.localdate(at)
    require("comment", actor, today, consultation, owner=actor)
    with transaction.atomic():
        found = locked(consultation)
        before = made_before(Contribution.objects, once, author=actor, consultation=found)
        if before is not None:
            return before  # type: ignore[no-any-return]
        require_open(found.stage(today))
        reasons = held(
            Circumstances(
                f"{said.text} {said.wording} {said.organisation}",
                trap=trap,
                repeated=said_already(found, actor, said.text),
                published_before=published_before(actor),
                known=memberships(actor, today).exists(),
            )
        )
        made = Contribution.objects.create(
            once=once,
            consultation=found,
            number=following(found.contributions),
            paragraph=paragraph,
            author=actor,
            anonymous=anonymous,
            **fields_of(said),
            language=language,
            at=at,
            state=Contribution.State.HELD if reasons else Contribution.State.PUBLISHED,
            held_because=list(reasons),
        )
        note(
            found,
            actor=None if anonymous else actor,
            at=at,
            verb="comment",
            subject=f"contribution:{made.public_id}",
            details={"state": made.state},
        )
        return made
