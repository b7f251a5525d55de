"""Begin to look for what falls short of a version of a pack that was just put in force."""

from __future__ import annotations

from datetime import date, datetime

from tanym.apps.accounts.models import Person
from tanym.apps.jobs.actions.start import start
from tanym.apps.jobs.models import Job

REVIEWS = "reviews"
"""The kind of the job."""


def begin_reviews(*, actor: Person, at: datetime, bundle: str, on: date) -> Job:
    """Ask for reviews by the law of a day in the background, once the transaction of the caller is through.

    For a caller that has asked for permission. What is cancelled or lost, `tanym reviews` does on the day itself.
    """
    arguments = {"on": on.isoformat(), "bundle": bundle}
    return start(actor=actor, at=at, kind=REVIEWS, arguments=arguments, alone=False)
