"""Judge the personal competences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.exams.conducting import exam_under_lock, examiner, note, stage_is
from tanym.apps.exams.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.proceedings import locked, repeated, touch
from tanym.core.kernel.errors import InvalidValue


def judge_personal(
    *, actor: Person, at: datetime, case: Any, revision: int | None, answers: Sequence[tuple[bool, str]]
) -> Any:
    """Whether each personal competence of the centre's programme was shown, with reasons, in their order.

    Raises `InvalidValue("exams.personal-answers")` for other than one answer with reasons each.
    """
    permit(TABLE, "judge_personal", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="judge-personal", revision=revision, sent=list(answers)):
            return found
        stage_is(found, "practice", "personal")
        examiner(found, actor, at)
        asked = found.target["personal"]
        if len(answers) != len(asked) or any(not reasons.strip() for _shown, reasons in answers):
            raise InvalidValue("exams.personal-answers")
        exam = exam_under_lock(found)
        exam.personal = [
            {"text": text, "shown": shown, "reasons": reasons.strip()}
            for text, (shown, reasons) in zip(asked, answers, strict=True)
        ]
        exam.save(update_fields=["personal"])
        touch(found, actor=actor, act="judge-personal")
        note(found, actor=actor, at=at, verb="judge_personal")
        return found
