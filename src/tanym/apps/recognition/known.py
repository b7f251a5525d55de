"""What the platform knows about a case beyond its own record, so that no rule asks a person for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from tanym.apps.clocks.proceedings import code
from tanym.apps.recognition.casefile import decision_taken, mapping_of
from tanym.apps.recognition.models import EvidenceItem, RecognitionCase
from tanym.apps.recognition.pinning import of
from tanym.core.kernel.reading import UNITS
from tanym.core.recognition.foreign.authenticity import refuted

WORKLOAD = "credit.workload-lowest"
"""The value of the packs that says how much work a credit is, in minutes."""

ACADEMIC_HOUR = UNITS["academic-hour"]

SOURCES: Mapping[str, str] = {
    "signed-credential": "non-formal",
    "certificate": "non-formal",
    "experience": "informal",
}
"""Kind of evidence → where the learning comes from. A transcript tells of formal learning or of mobility: that a person says."""


def known_facts(case: RecognitionCase, on: date) -> dict[str, object]:
    """Facts by name; what is not known is absent. What the record of the case, or a person, says comes before."""
    items = list(case.evidence.select_related("award"))
    found: dict[str, Any] = {
        "case.claimant_age": _age(case, on),
        "case.learning_from": _source(items),
        "case.evidence_hours": _hours(items),
        "case.target_hours": _hours_of_target(case),
        "case.items_refuted": frozenset(str(one.public_id) for one in items if refuted(one.checked)),
        "case.items_relied_on": frozenset(link.evidence for link in mapping_of(case).links),
        "case.signed_by": _signed(case),
    }
    return {name: fact for name, fact in found.items() if fact is not None}


def _age(case: RecognitionCase, on: date) -> int | None:
    """In whole years on the day of the application."""
    born = case.claimant.birth_date
    if born is None:
        return None
    day = timezone.localdate(case.submitted_at) if case.submitted_at else on
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _source(items: list[EvidenceItem]) -> str | None:
    """Where the learning comes from, where all of the evidence says the same."""
    found = {SOURCES.get(one.kind) for one in items}
    return found.pop() if len(found) == 1 else None


def _hours(items: list[EvidenceItem]) -> int | None:
    """Academic hours of what is put forward; None where an item does not say how long it took."""
    minutes = [one.minutes for one in items]
    if not minutes or None in minutes:
        return None
    return sum(one for one in minutes if one) // ACADEMIC_HOUR


def _hours_of_target(case: RecognitionCase) -> int | None:
    credit, credits = of(case).stack.value(WORKLOAD), case.target.get("credits")
    if not isinstance(credit, int) or not credits:
        return None
    return int(credits * credit // 100 // ACADEMIC_HOUR)


def _signed(case: RecognitionCase) -> frozenset[str] | None:
    """Who signed a decision that no commission took; of a commission its minutes say it."""
    taken = decision_taken(case)
    return frozenset({code(taken.by)}) if taken is not None and taken.commission is None else None
