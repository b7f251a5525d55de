"""Let the clocks of all cases take the steps that are due."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import OperationalError, transaction

from tanym.apps.clocks.actions.run_one import run_one
from tanym.apps.clocks.kinds import kinds
from tanym.core.kernel.errors import TanymError

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
                    taken += run_one(at=at, subject=subject)
            except TanymError as refused:  # one case that cannot go on holds up no other
                LOGGER.warning("the clock of %s was refused its step: %s", subject, refused.code)
            except OperationalError:  # somebody acts on the same rows at this moment: the next run takes it
                LOGGER.warning("the clock of %s could not take its step now", subject, exc_info=True)
    return taken
