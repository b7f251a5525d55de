"""Questions to the issuers of documents that a case shows, asked through the applicant's own portfolio."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.audit import clock as timezone
from tanym.apps.portfolio.models import Item, Question
from tanym.apps.portfolio.queries import questions
from tanym.apps.recognition.models import EvidenceItem, RecognitionCase


def kept_item(item: EvidenceItem) -> Item | None:
    """The piece in the applicant's portfolio that this one is a snapshot of; None where it is kept nowhere else."""
    return getattr(item, "kept", None)


def questions_to_issuers(case: RecognitionCase) -> list[tuple[EvidenceItem, Question]]:
    """What was asked of issuers about the documents of a case, by document."""
    return [
        (item, question)
        for item in case.evidence.all()
        if (kept := kept_item(item)) is not None
        for question in questions(kept)
        if question.to == Question.To.ISSUER
    ]


def open_questions(case: RecognitionCase, at: datetime | None = None) -> list[tuple[EvidenceItem, Question]]:
    """Those that wait for an answer."""
    now = at or timezone.now()
    return [
        (item, one) for item, one in questions_to_issuers(case) if one.standing(now) in ("sent", "opened")
    ]
