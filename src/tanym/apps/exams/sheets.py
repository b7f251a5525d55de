"""What is written into the sheets of an exam by more than one act."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from tanym.apps.exams.models import Examination
from tanym.core.recognition.examination import Theory


def keep_admission(case: Any, *, at: datetime, **found: Any) -> Examination:
    """What was found at admission, in the exam of the case."""
    held, _new = Examination.objects.get_or_create(case=case, attempt=1, defaults={"began_at": at})
    for name, value in found.items():
        setattr(held, name, value)
    held.save()
    return held


def keep_theory(exam: Examination, theory: Theory, source: str = "") -> Examination:
    """Write the count into the exam; `source` where a list of the platform said it."""
    exam.theory_correct, exam.theory_questions, exam.theory_source = theory.correct, theory.questions, source
    exam.save(update_fields=["theory_correct", "theory_questions", "theory_source"])
    return exam


def open_theory(numbers: Iterable[str]) -> dict[str, Any]:
    """The real cases that wait for their theory, by number."""
    found = Examination.objects.filter(case__number__in=list(numbers), case__stage="theory").select_related(
        "case"
    )
    return {one.case.number: one.case for one in found}
