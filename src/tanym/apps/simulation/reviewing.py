"""The work that asks for reviews: what falls short of the law of a day, looked for in the background."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from tanym.apps.jobs.kinds import Progress
from tanym.apps.simulation.actions.raise_reviews import raise_reviews


def run(arguments: dict[str, Any], progress: Progress) -> None:
    """The handler of the job."""
    raise_reviews(at=timezone.now(), on=date.fromisoformat(arguments["on"]), progress=progress)
