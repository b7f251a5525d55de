"""What a claimant needs for the assessment: when it can be asked for, and what is open."""

from __future__ import annotations

from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.queries import is_over

DECISIONS = ("granted", "partly", "refused")


def may_ask(case: RecognitionCase) -> bool:
    """Whether an adjustment can be asked for now: until the case is decided or over."""
    return case.decided_on is None and not is_over(case)


def open_requests(case: RecognitionCase) -> int:
    """How many are not decided yet."""
    return case.adjustments.filter(decision="").count()
