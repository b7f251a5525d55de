"""What stands across every page of a paper that must not be taken for a real one."""

from __future__ import annotations

from tanym.apps.accounts.words import say
from tanym.apps.recognition.models import RecognitionCase


def across(case: RecognitionCase, language: str) -> str:
    """The mark of a rehearsal; empty for a real case."""
    return say("recognition.rehearsal", language) if case.rehearsal else ""
