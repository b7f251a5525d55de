"""Evidence of need: what each piece shows to the rules LM-01 to LM-03."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tanym.core.qualifications.design import NeedEvidence

KINDS = ("survey", "vacancies", "employer-letter", "employer-endorsement", "council-opinion", "statistics")
"""The kinds of evidence that a form offers. An endorsement is written by whoever endorses, not by the author."""


def evidence_facts(evidence: NeedEvidence, on: date, confirmed_by: str = "") -> Mapping[str, object]:
    """The facts of subject `evidence` for one piece on a day; what is not stated is left out.

    `confirmed_by` names who confirmed it at the employer's (LM-03); empty where nobody did.
    """
    return {name: fact for name, fact in _facts(evidence, on, confirmed_by) if fact}


def _facts(evidence: NeedEvidence, on: date, confirmed_by: str) -> Iterator[tuple[str, object]]:
    yield "evidence.checked_on", on
    yield "evidence.kind", evidence.kind
    yield "evidence.source", evidence.source.strip()
    yield "evidence.on", evidence.on
    yield "evidence.occupation", (evidence.occupation or "").strip()
    yield "evidence.outcomes", frozenset(evidence.outcomes)
    yield "evidence.verified_by", (evidence.verified_by or "").strip()
    yield "evidence.expires_on", evidence.expires_on
    yield "evidence.confirmed_by", confirmed_by


def expired(evidence: NeedEvidence, on: date) -> bool:
    """Whether a piece has come to its own end."""
    return evidence.expires_on is not None and evidence.expires_on < on
