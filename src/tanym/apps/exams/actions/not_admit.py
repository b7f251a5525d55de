"""Do not admit a candidate, with grounds and reasons."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.exams.conducting import stage_is
from tanym.apps.exams.permissions import TABLE
from tanym.apps.exams.sheets import keep_admission
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.deciding import carry_out
from tanym.apps.recognition.notices import announce
from tanym.apps.recognition.proceedings import locked, repeated, take
from tanym.core.kernel.errors import InvalidValue

GROUNDS = ("papers", "age", "service", "experience", "learning", "profession")


def not_admit(
    *,
    actor: Person,
    at: datetime,
    case: Any,
    revision: int | None,
    grounds: Collection[str],
    reasons: str,
) -> Any:
    """End the case before the exam. Nobody is kept out for citizenship (art. 2(4)): that is no ground.

    Raises `InvalidValue` (`exams.no-ground`, `exams.no-reasons`), and as `advance`.
    """
    permit(TABLE, "not_admit", actor, timezone.localdate(at), at=case.organisation)
    if not grounds or not set(grounds) <= set(GROUNDS):
        raise InvalidValue("exams.no-ground")
    if not reasons.strip():
        raise InvalidValue("exams.no-reasons")
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="not-admit", revision=revision, sent=(sorted(grounds), reasons)):
            return found
        stage_is(found, "admission")
        keep_admission(found, at=at, grounds=sorted(grounds), words=reasons.strip())
        moved = take(found, actor=actor, at=at, step="not-admit", reasons=reasons.strip())
        carry_out(found, moved, actor=actor, at=at)
        announce(found, moved, at=at)
        return found
