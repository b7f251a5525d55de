"""The time by which a case goes: the real one; in a rehearsal, as far ahead of it as its officer has moved it."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from tanym.apps.audit.playing import playing

make_aware = timezone.make_aware


def now() -> datetime:
    """This moment."""
    play = playing()
    return timezone.now() + play.ahead if play else timezone.now()


def localdate(value: datetime | None = None) -> date:
    """The day of a moment where the platform stands; without one, today."""
    return timezone.localdate(value or now())


def localtime(value: datetime | None = None) -> datetime:
    """A moment as clocks show it where the platform stands; without one, now."""
    return timezone.localtime(value or now())
