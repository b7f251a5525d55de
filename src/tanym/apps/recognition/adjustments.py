"""What a claimant needs for the assessment: when it can be asked for, and what is open."""

from __future__ import annotations

from datetime import date

from tanym.apps.accounts.models import Person
from tanym.apps.recognition.assessing import seat_of
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.pending import OFFICE
from tanym.apps.recognition.proceedings import parties
from tanym.apps.recognition.queries import is_over

DECISIONS = ("granted", "partly", "refused")


def may_ask(case: RecognitionCase) -> bool:
    """Whether an adjustment can be asked for now: until the case is decided or over."""
    return case.decided_on is None and not is_over(case)


def open_requests(case: RecognitionCase) -> int:
    """How many are not decided yet."""
    return case.adjustments.filter(decision="").count()


def may_read(case: RecognitionCase, reader: Person, on: date) -> bool:
    """Whether this reader may read what the claimant needs, which may tell of health: the claimant, the office that
    answers, and who assesses and so runs the meeting; no member of the commission and no registrar (Law 94-V, art. 7(9))."""
    if reader.pk in {case.claimant_id, case.assessor_id} or seat_of(case, reader) is not None:
        return True
    return not OFFICE.isdisjoint(parties(case, reader, on))
