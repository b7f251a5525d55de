"""Subjects whose records the platform does not keep yet: the rules that bind them stand with their cases, unasked."""

from __future__ import annotations

WAITING = frozenset(
    {
        "commission",
        "discipline",
        "personal-data",
        "publication",
        "result",
        "staff",
    }
)
"""What each waits for is said by the code `waiting.<subject>`. A house test holds the list against the code."""
