"""Ask for an adjustment of the exam."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.exams.conducting import note, stage_is
from tanym.apps.exams.models import Request
from tanym.apps.exams.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.proceedings import locked, repeated, touch
from tanym.core.kernel.errors import InvalidValue

OPEN = ("draft", "admission", "papers", "theory", "practice")


def ask_adjustment(*, actor: Person, at: datetime, case: Any, revision: int | None, text: str) -> Any:
    """What the candidate needs so that the exam shows what they can do; the centre decides before it admits.

    Raises `InvalidValue("exams.request-empty")`, `Refused("case.not-now")` once the exam is over.
    """
    permit(TABLE, "ask_adjustment", actor, timezone.localdate(at), owner=case.claimant)
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="ask-adjustment", revision=revision, sent=text):
            return found
        stage_is(found, *OPEN)
        if not text.strip():
            raise InvalidValue("exams.request-empty")
        Request.objects.create(case=found, text=text.strip(), asked_at=at)
        touch(found, actor=actor, act="ask-adjustment")
        note(found, actor=actor, at=at, verb="ask_adjustment")
        return found
