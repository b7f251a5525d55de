"""The steps of a table that have no act of their own: a button, and a field for reasons where the table asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tanym.apps.accounts.models import Person
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import steps
from tanym.apps.recognition.tracks import track_of
from tanym.core.procedures.table import Step

OWN_ACTS = frozenset(
    {
        "submit",
        "supply",
        "withdraw",
        "appeal",
        "ask-for-papers",
        "accept",
        "map",
        "interview",
        "refer",
        "recognise",
        "recognise-in-part",
        "refuse",
        "confirm-credits",
    }
)
"""Steps that one of the room's actions takes, with more than reasons."""


@dataclass(frozen=True, slots=True)
class PlainStep:
    """A plain step that somebody may take now."""

    row: Step

    @property
    def reasoned(self) -> bool:
        """Whether it must carry reasons."""
        return "reasons-given" in {call.name for call in self.row.guards}


def is_plain(case: RecognitionCase, do: str) -> bool:
    """Whether the step is taken by a button alone."""
    return do not in OWN_ACTS | track_of(case).own_steps


def plain_steps(case: RecognitionCase, person: Person, on: date) -> tuple[PlainStep, ...]:
    """The plain steps that this person may take now, guards aside, in the order of the table."""
    return tuple(PlainStep(row) for row in steps(case, person, on) if is_plain(case, row.do))


def reasoned(case: RecognitionCase, do: str) -> bool:
    """Whether a step must carry reasons."""
    row = of(case).procedure.row(case.stage, do)
    return row is not None and PlainStep(row).reasoned
