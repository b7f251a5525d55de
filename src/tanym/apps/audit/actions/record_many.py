"""Write many acts of one kind into the journal, one after the other, in one go."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.audit.models import Act, JournalHead
from tanym.apps.audit.playing import playing
from tanym.core.kernel.canonical import digest
from tanym.core.transparency.commitments import SALT_BYTES, commitment


def record_many(
    *, actor: Any, at: datetime, action: str, acts: Iterable[tuple[str, Mapping[str, Any]]]
) -> list[Act]:
    """Append an act for each pair of subject and details, in the transaction of the caller.

    The head of the journal is locked and written once: until the caller is through, nobody else appends. An act in a
    rehearsal stands there at its real time and says that it was played, and by whom; nobody real acts in one
    (`NotPermitted("rehearsal.real-person")`).
    """
    played: dict[str, str] = {}
    if (play := playing()) is not None:
        if actor is not None:
            play.admit(actor)
        played = {"rehearsal": str(play.rehearsal), "played-by": play.officer, "played-at": at.isoformat()}
        at = timezone.now()
    with transaction.atomic():
        head, _ = JournalHead.objects.select_for_update(no_key=True).get_or_create(pk=1)
        made = []
        for subject, details in acts:
            act = Act(
                number=head.length + 1,
                at=at,
                actor=str(actor.public_id) if actor is not None else "",
                action=action,
                subject=subject,
                details={**details, **played},
                previous=head.digest,
                salt=secrets.token_hex(SALT_BYTES),
            )
            act.commitment = commitment(act.salt, act.content())
            act.digest = digest(act.link())
            head.length, head.digest = act.number, act.digest
            made.append(act)
        Act.objects.bulk_create(made)
        head.save()
        return made
