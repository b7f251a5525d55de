"""Let the clocks of all cases take the steps that are due."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import OperationalError, transaction
from django.utils import timezone

from tanym.apps.clocks.actions.keep import keep
from tanym.apps.clocks.kinds import Kind, held, kinds
from tanym.apps.clocks.proceedings import pinned
from tanym.core.kernel.errors import TanymError
from tanym.core.procedures.lateness import steps_of_clocks

LOGGER = logging.getLogger(__name__)


def run(*, at: datetime) -> int:
    """Take the step of every clock whose term is over, each in its own transaction; how many were taken.

    The rows of all other open cases are written anew: a day off that was moved since shifts their last days.
    """
    taken = 0
    for kind in kinds().values():
        for public_id in tuple(kind.open()):
            subject = kind.subject(public_id)
            try:
                with transaction.atomic():
                    taken += _run(kind, subject, at)
            except TanymError as refused:  # one case that cannot go on holds up no other
                LOGGER.warning("the clock of %s was refused its step: %s", subject, refused.code)
            except OperationalError:  # somebody acts on the same rows at this moment: the next run takes it
                LOGGER.warning("the clock of %s could not take its step now", subject, exc_info=True)
    return taken


def _run(kind: Kind, subject: str, at: datetime) -> int:
    found = held(subject, lock=True)
    proceeding = pinned(found.state)
    due = steps_of_clocks(proceeding.procedure, found.state, timezone.localdate(at), proceeding.calendar)
    for step, party in due[:1]:
        kind.take(found.thing, step.do, party, at)
        return 1
    keep(found, at=at)
    return 0
