"""Answer the questionnaire that stands in for documents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.evaluation.acting import done
from tanym.apps.evaluation.models import Evaluation
from tanym.apps.evaluation.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import locked, repeated, require
from tanym.core.kernel.errors import NotFound
from tanym.core.recognition.foreign.undocumented import QUESTIONS

LONGEST = 4000
"""Characters of an answer."""


def answer(
    *, actor: Person, at: datetime, case: RecognitionCase, revision: int | None, answers: Mapping[str, str]
) -> RecognitionCase:
    """Keep the answers, until the application is sent and while papers are awaited; unfinished ones are kept, too."""
    permit(TABLE, "answer", actor, timezone.localdate(at), owner=case.claimant)
    given = {one: str(answers.get(one, "")).strip()[:LONGEST] for one in QUESTIONS}
    with transaction.atomic():
        found: RecognitionCase = locked(case)
        kept = Evaluation.objects.select_for_update(no_key=True).filter(case=found).first()
        if kept is None or kept.documented:
            raise NotFound("evaluation.none")
        if repeated(found, actor=actor, act="answer", revision=revision, sent=given):
            return found
        require(of(found).guarded(found.stage, "documents-given"), found)
        kept.questionnaire = given
        kept.save(update_fields=["questionnaire"])
        answered = sum(bool(one) for one in given.values())
        return done(found, actor=actor, at=at, act="answer", details={"answered": answered})
