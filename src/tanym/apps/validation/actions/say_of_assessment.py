"""Say of an assessment what no record shows."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.proceedings import locked, note
from tanym.apps.validation.checking import IDENTIFIED, KEPT_UNTIL, QUALIFIED, WORDS, assessors_of
from tanym.apps.validation.models import AssessmentWord
from tanym.apps.validation.permissions import TABLE
from tanym.apps.validation.queries import route_of
from tanym.core.kernel.errors import InvalidValue
from tanym.core.qualifications.award import SUPERVISION


def say_of_assessment(
    *, actor: Person, at: datetime, case: RecognitionCase, fact: str, value: str, words: str
) -> AssessmentWord:
    """By name and in words: that the assessor is qualified, how the person was identified, what was moderated, how long
    the records are kept (AS-01, AS-05, AS-06, AS-12). The latest word counts.

    Raises `InvalidValue` (`validation.word-unknown`, `validation.word-value`, `validation.word-without-words`).
    """
    permit(TABLE, "say_of_assessment", actor, timezone.localdate(at), at=case.organisation)
    if fact not in WORDS:
        raise InvalidValue("validation.word-unknown")
    if not words.strip():
        raise InvalidValue("validation.word-without-words")
    with transaction.atomic():
        found: RecognitionCase = locked(case)
        route, said = route_of(found), _value(found, fact, value.strip())
        last = route.assessment_words.filter(fact=fact).last()
        if last is not None and (last.value, last.words, last.by_id) == (said, words.strip(), actor.pk):
            return last  # sent twice
        made: AssessmentWord = AssessmentWord.objects.create(
            route=route, fact=fact, value=said, words=words.strip(), by=actor, at=at
        )
        note(found, actor=actor, at=at, verb="say_of_assessment", details={"fact": fact})
        return made


def _value(case: RecognitionCase, fact: str, value: str) -> str:
    if fact == QUALIFIED and assessors_of(case):
        return ",".join(sorted(assessors_of(case)))
    if fact == KEPT_UNTIL:
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError as wrong:
            raise InvalidValue("validation.word-value") from wrong
    if (fact == IDENTIFIED and value not in SUPERVISION) or not value:
        raise InvalidValue("validation.word-value")
    return value[:300]
