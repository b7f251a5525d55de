"""Enter how the theory went."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.exams.conducting import exam_under_lock, examiner, note, stage_is
from tanym.apps.exams.exam_file import exam_of
from tanym.apps.exams.permissions import TABLE
from tanym.apps.exams.sheets import keep_theory
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.deciding import carry_out
from tanym.apps.recognition.notices import announce
from tanym.apps.recognition.proceedings import locked, repeated, take, touch
from tanym.core.recognition.examination import Theory


def mark_theory(
    *, actor: Person, at: datetime, case: Any, revision: int | None, correct: int, questions: int
) -> Any:
    """Keep the count of right answers. Strictly more than the share of the pack opens the practical stage at once;
    otherwise the examiner concludes the exam. Raises `InvalidValue("exam.theory")`, and as `advance`.
    """
    permit(TABLE, "mark_theory", actor, timezone.localdate(at), at=case.organisation)
    theory = Theory(correct, questions)
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="mark-theory", revision=revision, sent=(correct, questions)):
            return found
        stage_is(found, "theory")
        examiner(found, actor, at)
        exam = keep_theory(exam_under_lock(found), theory)
        note(
            found,
            actor=actor,
            at=at,
            verb="mark_theory",
            details={"correct": correct, "questions": questions},
        )
        if not exam_of(found, exam).theory_passed:
            touch(found, actor=actor, act="mark-theory")
            return found
        moved = take(found, actor=actor, at=at, step="pass-theory")
        found.last_act = {**found.last_act, "act": "mark-theory"}
        found.save(update_fields=["last_act"])
        carry_out(found, moved, actor=actor, at=at)
        announce(found, moved, at=at)
        return found
