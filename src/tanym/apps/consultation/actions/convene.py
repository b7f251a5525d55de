"""Convene a meeting or a seminar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.consultation.models import Consultation, Meeting
from tanym.apps.consultation.permissions import require
from tanym.apps.consultation.proceeding import clean, lines, locked, made_before, note
from tanym.core.kernel.errors import InvalidValue


def convene(
    *,
    actor: Person,
    at: datetime,
    consultation: Consultation,
    kind: str,
    titles: Mapping[str, str],
    starts_at: datetime,
    place: str,
    agenda: str,
    once: UUID,
) -> Meeting:
    """Announce when, where and about what people meet; one that was held already may be entered as well.

    Raises `NotPermitted`, `Refused("consultation.closed")`, `InvalidValue("consultation.title-empty")`.
    """
    require("convene", actor, timezone.localdate(at), consultation)
    with transaction.atomic():
        of = locked(consultation, at)
        if (before := made_before(Meeting.objects, once, consultation=of)) is not None:
            return before  # type: ignore[no-any-return]
        if not (kept := clean(titles)) or kind not in Meeting.Kind:
            raise InvalidValue("consultation.title-empty")
        made = Meeting.objects.create(
            once=once,
            consultation=of,
            kind=kind,
            titles=kept,
            starts_at=starts_at,
            place=place.strip(),
            agenda=lines(agenda),
        )
        note(of, actor=actor, at=at, verb="convene", subject=f"meeting:{made.public_id}")
        return made
