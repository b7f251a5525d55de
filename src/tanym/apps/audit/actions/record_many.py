"""Write many acts of one kind into the journal, one after the other, in one go."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from tanym.apps.audit.models import Act, JournalHead
from tanym.core.kernel.canonical import digest
from tanym.core.transparency.commitments import SALT_BYTES, commitment


def record_many(
    *, actor: Any, at: datetime, action: str, acts: Iterable[tuple[str, Mapping[str, Any]]]
) -> list[Act]:
    """Append an act for each pair of subject and details, in the transaction of the caller.

    The head of the journal is locked and written once: until the caller is through, nobody else appends.
    """
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
                details=dict(details),
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
