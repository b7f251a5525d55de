"""Conclude an exam: the result follows from what is on record."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from tanym.apps.accounts.models import Person
from tanym.apps.exams.conducting import exam_under_lock, examiner, stage_is
from tanym.apps.exams.exam_file import decision, exam_of, plain
from tanym.apps.exams.facts import exam_facts, subject_of
from tanym.apps.exams.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.apps.policy.actions.check import check
from tanym.apps.recognition.casefile import appeal_until
from tanym.apps.recognition.deciding import annul_replaced, carry_out, hold_awards
from tanym.apps.recognition.notices import announce
from tanym.apps.recognition.proceedings import locked, repeated, take
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.recognition.decision import Result
from tanym.core.recognition.examination import result_of


def conclude(
    *,
    actor: Person,
    at: datetime,
    case: Any,
    revision: int | None,
    recommendations: str = "",
    retake: str = "",
) -> Any:
    """Take the step that the record gives: passed, separate skills, or not passed. Nobody types a result.

    Who has not passed gets recommendations and the terms of a retake (law 14-VIII, art. 21). Raises
    `Refused("exams.not-complete")` while a part is not assessed, `InvalidValue("exams.no-recommendations")`, and as
    `advance`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "conclude", actor, today, at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="conclude", revision=revision, sent=(recommendations, retake)):
            return found
        stage_is(found, "theory", "personal")
        examiner(found, actor, at)
        hold_awards(found)
        exam = exam_under_lock(found)
        result = result_of(exam_of(found, exam))
        if result is None:
            raise Refused("exams.not-complete")
        if result.result is not Result.RECOGNISE and not (recommendations.strip() and retake.strip()):
            raise InvalidValue("exams.no-recommendations")
        exam.recommendations, exam.retake = recommendations.strip(), retake.strip()
        exam.conducted_by, exam.concluded_at = actor, at
        exam.save()
        language = translation.get_language() or found.claimant.language
        made = decision(found, exam, result, today, language)
        moved = take(found, actor=actor, at=at, step=str(result.result))
        found.last_act = {**found.last_act, "act": "conclude"}
        found.decided_on = today
        found.save(update_fields=["last_act", "decided_on"])
        taken = found.decisions.create(
            result=str(result.result), content=plain(made, language), decided_at=at, by=actor
        )
        annul_replaced(taken, actor=actor, at=at)
        check(
            at=at,
            on=today,
            subject="exam",
            facts=exam_facts(found, today),
            of=subject_of(found),
            institution=found.organisation.code,
        )
        carry_out(found, moved, actor=actor, at=at)
        announce(found, moved, at=at, due=appeal_until(found))
        return found
