"""Bring the log up to date when somebody asks it, as seldom as that may be."""

from __future__ import annotations

from datetime import datetime

from django.core.cache import cache

from tanym.apps.audit.actions.publish import publish
from tanym.apps.audit.models import Act, LogCheckpoint
from tanym.apps.audit.queries import newest_checkpoint

PAUSE = 5
"""Seconds in which who asks gets the last checkpoint, unless it asks for an act that is newer."""


def refresh(*, at: datetime, including: int = 0) -> LogCheckpoint:
    """The newest checkpoint, after the acts that have come; it covers act number `including` if there is one."""
    last = newest_checkpoint()
    rested = cache.add("audit:refresh", True, PAUSE)
    if last is not None and (last.size >= including and not rested):
        return last
    if last is not None and not Act.objects.filter(number__gt=last.size).exists():
        return last
    return publish(at=at)
