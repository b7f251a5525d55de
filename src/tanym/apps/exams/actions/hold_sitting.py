"""Record that a candidate came, and how they were identified."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.exams.conducting import exam_under_lock, examiner, note, stage_is
from tanym.apps.exams.permissions import TABLE
from tanym.apps.exams.sittings import PART_OF, planned_sitting
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.meetings import identify
from tanym.apps.recognition.proceedings import locked, repeated, touch
from tanym.core.kernel.errors import Refused


def hold_sitting(
    *, actor: Person, at: datetime, case: Any, revision: int | None, identity: str, words: str = ""
) -> Any:
    """The planned sitting takes place; without a check of identity on record no part of the exam is concluded.

    No copy of the document is kept (law on personal data, art. 7(10)): the way of the check is, and who made it.
    Raises `Refused("exams.nothing-planned")`, and as `identify`.
    """
    permit(TABLE, "hold_sitting", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="hold-sitting", revision=revision, sent=(identity, words)):
            return found
        stage_is(found, *PART_OF)
        examiner(found, actor, at)
        planned = planned_sitting(exam_under_lock(found), PART_OF[found.stage])
        if planned is None:
            raise Refused("exams.nothing-planned")
        identify(planned, actor=actor, at=at, identity=identity, words=words)
        touch(found, actor=actor, act="hold-sitting")
        note(
            found,
            actor=actor,
            at=at,
            verb="hold_sitting",
            details={"part": planned.what, "identity": identity},
        )
        return found
