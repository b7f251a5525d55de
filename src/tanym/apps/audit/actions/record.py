"""Write an act into the journal."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from tanym.apps.audit.models import Act, JournalHead
from tanym.core.kernel.canonical import digest
from tanym.core.transparency.commitments import SALT_BYTES, commitment


def record(
    *, actor: Any, at: datetime, action: str, subject: str, details: Mapping[str, Any] | None = None
) -> Act:
    """Append an act, in the transaction of the caller: there is no act without its change, no change without its act.

    `actor` is a person (its `public_id` is kept) or None for the platform; `action` is `room.verb`, `subject` is
    `room.thing:id`; `details` is plain JSON without personal data.
    """
    with transaction.atomic():
        head, _ = JournalHead.objects.select_for_update().get_or_create(pk=1)
        act = Act(
            number=head.length + 1,
            at=at,
            actor=str(actor.public_id) if actor is not None else "",
            action=action,
            subject=subject,
            details=dict(details or {}),
            previous=head.digest,
            salt=secrets.token_hex(SALT_BYTES),
        )
        act.commitment = commitment(act.salt, act.content())
        act.digest = digest(act.link())
        act.save(force_insert=True)
        head.length, head.digest = act.number, act.digest
        head.save()
        return act
