"""The procedure of a case or an appeal, as the packs had it when the case was opened."""

from __future__ import annotations

from tanym.apps.clocks.proceedings import Proceeding, pinned
from tanym.apps.recognition.models import Appeal, RecognitionCase
from tanym.core.procedures.state import CaseState, from_json

Record = RecognitionCase | Appeal
"""What runs under a procedure: a case, or the appeal against its decision."""

ACADEMIC = "academic"
"""The procedure of Track A: recognition by an education organisation."""


def of(record: Record) -> Proceeding:
    """The procedure of a case or an appeal, by the packs that it was opened under."""
    return pinned(state_of(record))


def state_of(record: Record) -> CaseState:
    """Where a case or an appeal stands."""
    return from_json(record.case)
