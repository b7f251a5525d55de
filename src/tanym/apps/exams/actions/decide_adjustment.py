"""Decide on an adjustment that a candidate asked for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.exams.conducting import note
from tanym.apps.exams.models import Request
from tanym.apps.exams.notices import tell_candidate
from tanym.apps.exams.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.proceedings import locked, repeated, touch
from tanym.core.kernel.errors import InvalidValue, Refused

DECISIONS = ("granted", "partly", "refused")


def decide_adjustment(
    *, actor: Person, at: datetime, request: Request, revision: int | None, decision: str, words: str
) -> Any:
    """Grant it, grant a part, or refuse it, always in words that the candidate reads.

    Raises `InvalidValue` (`exams.request-decision`, `exams.request-reasons`), `Refused("exams.request-decided")`.
    """
    permit(TABLE, "decide_adjustment", actor, timezone.localdate(at), at=request.case.organisation)
    with transaction.atomic():
        case = locked(request.case)
        if repeated(
            case, actor=actor, act="decide-adjustment", revision=revision, sent=(request.pk, decision, words)
        ):
            return case
        found = Request.objects.select_for_update(no_key=True).get(pk=request.pk)
        if found.decision:
            raise Refused("exams.request-decided")
        if decision not in DECISIONS:
            raise InvalidValue("exams.request-decision")
        if not words.strip():
            raise InvalidValue("exams.request-reasons")
        found.decision, found.words, found.decided_by, found.decided_at = decision, words.strip(), actor, at
        found.save()
        touch(case, actor=actor, act="decide-adjustment")
        note(case, actor=actor, at=at, verb="decide_adjustment", details={"decision": decision})
        tell_candidate(case, at=at, code="exams.adjustment-decided")
        return case
