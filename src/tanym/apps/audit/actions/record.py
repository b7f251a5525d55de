"""Write an act into the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tanym.apps.audit.actions.record_many import record_many
from tanym.apps.audit.models import Act


def record(
    *, actor: Any, at: datetime, action: str, subject: str, details: Mapping[str, Any] | None = None
) -> Act:
    """Append an act, in the transaction of the caller: there is no act without its change, no change without its act.

    `actor` is a person (its `public_id` is kept) or None for the platform; `action` is `room.verb`, `subject` is
    `room.thing:id`; `details` is plain JSON without personal data.
    """
    (act,) = record_many(actor=actor, at=at, action=action, acts=[(subject, details or {})])
    return act
