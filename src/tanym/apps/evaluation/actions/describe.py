"""Describe the credential, and fill in what the documents themselves say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.evaluation.acting import begun, done
from tanym.apps.evaluation.filling import fill, read_documents
from tanym.apps.evaluation.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import RecognitionCase
from tanym.core.kernel.errors import InvalidValue
from tanym.core.recognition.foreign.file import MICRO, WHOLE

KINDS = (MICRO, WHOLE)
MODES = ("onsite", "online", "blended")
PAPERS = ("legalised-copy", "translation")
"""What the national information centre asks for besides application and identity (rule KZ-FD-02)."""


@dataclass(frozen=True, slots=True)
class Described:
    """What a credential is: kind, how it was studied for, who gave it, where (ISO 3166-1 alpha-2) and on which day.

    `papers` are those of `PAPERS` that came with it, `absent` those that somebody looked for and that did not; nobody has
    looked for any other.
    """

    kind: str
    mode: str
    institution: str
    country: str
    award_day: date | None
    papers: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


def describe(
    *, actor: Person, at: datetime, case: RecognitionCase, revision: int | None, described: Described
) -> RecognitionCase:
    """Keep the description; lines that a document answers are filled from it where nobody has rated them yet.

    Raises `InvalidValue` (`evaluation.kind`, `evaluation.papers`, `evaluation.no-institution`, `evaluation.award-later`), and as `acting.begun`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "describe", actor, today, at=case.organisation)
    if described.kind not in KINDS or described.mode not in MODES:
        raise InvalidValue("evaluation.kind")
    given, absent = set(described.papers), set(described.absent)
    if not given | absent <= set(PAPERS) or given & absent:
        raise InvalidValue("evaluation.papers")
    if not described.institution.strip() or not described.country.strip():
        raise InvalidValue("evaluation.no-institution")
    if described.award_day is None or described.award_day > today:
        raise InvalidValue("evaluation.award-later")
    documents = read_documents(case, at)  # before the lock: reading may take its time
    with transaction.atomic():
        found, kept = begun(case, actor=actor, at=at, act="describe", revision=revision, sent=described)
        if kept is None:
            return found
        kept.credential_kind, kept.study_mode = described.kind, described.mode
        kept.institution, kept.country = (
            described.institution.strip()[:300],
            described.country.strip().upper()[:2],
        )
        kept.award_day = described.award_day
        kept.papers, kept.papers_absent = sorted(given), sorted(absent)
        kept.save()
        filled = fill(kept, documents, at)
        return done(found, actor=actor, at=at, act="describe", details={"filled": filled})
