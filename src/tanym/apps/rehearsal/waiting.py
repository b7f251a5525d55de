"""The questions that were asked by a link in a rehearsal: the officer plays whoever is asked."""

from __future__ import annotations

from uuid import UUID

from tanym.apps.portfolio.models import Question
from tanym.apps.portfolio.queries import waiting
from tanym.apps.rehearsal.models import Rehearsal
from tanym.apps.rehearsal.staging import time_in
from tanym.core.kernel.errors import NotFound


def questions_in(rehearsal: Rehearsal) -> list[Question]:
    """What waits for an answer there."""
    people = [one.person_id for one in rehearsal.players.all()]
    return waiting(people, time_in(rehearsal))


def question_in(rehearsal: Rehearsal, public_id: UUID) -> Question:
    """One of them. Raises `NotFound("question.unknown")`."""
    found = next((one for one in questions_in(rehearsal) if one.public_id == public_id), None)
    if found is None:
        raise NotFound("question.unknown")
    return found
