"""Going on stage: everything that is done in a rehearsal is done inside of this, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from tanym.apps.audit.clock import localdate, now
from tanym.apps.audit.playing import Play, within
from tanym.apps.rehearsal.models import Rehearsal


@contextmanager
def on_stage(rehearsal: Rehearsal) -> Iterator[Play]:
    """Act in a rehearsal; the rules that were asked meanwhile are remembered with it."""
    play = Play(
        rehearsal=rehearsal.public_id,
        officer=str(rehearsal.officer.public_id),
        people=frozenset(rehearsal.players.values_list("person_id", flat=True)),
        ahead=timedelta(days=rehearsal.days_ahead),
        packs=rehearsal.packs,
    )
    with within(play):
        yield play
    if play.asked - set(rehearsal.asked):
        rehearsal.asked = sorted(play.asked | set(rehearsal.asked))
        rehearsal.save(update_fields=["asked"])


def time_in(rehearsal: Rehearsal) -> datetime:
    """What time it is there."""
    return now() + timedelta(days=rehearsal.days_ahead)


def today_in(rehearsal: Rehearsal) -> date:
    """Which day it is there."""
    return localdate(time_in(rehearsal))
