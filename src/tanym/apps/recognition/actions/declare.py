"""Declare an interest in a case, or that there is none."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.proceedings import locked, note, own, repeated, touch
from tanym.core.kernel.errors import InvalidValue


def declare(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    relation: str,
    interest: str = "",
) -> RecognitionCase:
    """The assessor says whether anything ties them to the claimant: `none`, or `interest` with what it is.

    Whoever has an interest cannot go on (guard `no-conflict`); the secretary appoints another assessor. Raises
    `InvalidValue("recognition.declaration")`.
    """
    permit(TABLE, "declare", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="declare", revision=revision, sent=(relation, interest)):
            return found
        own(found, "assessor", actor, at)
        if relation not in ("none", "interest") or (relation == "interest" and not interest.strip()):
            raise InvalidValue("recognition.declaration")
        found.relation, found.interest = relation, interest.strip()
        touch(found, actor=actor, act="declare")
        note(found, actor=actor, at=at, verb="declare", details={"relation": relation})
        return found
