"""Confirm that the credits are entered."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.notices import announce
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import answers, locked, repeated, take
from tanym.core.kernel.errors import InvalidValue
from tanym.core.procedures.answers import Outcome

ENTERED = "credits-entered"


def confirm_credits(
    *, actor: Person, at: datetime, case: RecognitionCase, revision: int | None, credits: int, line: str
) -> RecognitionCase:
    """The registrar has entered `credits` (hundredths) in the transcript, at `line`.

    Where the table has several steps for it, the one whose other guards are met is taken (a conditional recognition is
    entered on condition). Raises `InvalidValue("recognition.no-line")`, and as `advance`: `case.confirm-credits.credits-entered` where the
    number is another than the decision brings.
    """
    today = timezone.localdate(at)
    permit(TABLE, "confirm_credits", actor, today, at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="confirm-credits", revision=revision, sent=(credits, line)):
            return found
        if not line.strip():
            raise InvalidValue("recognition.no-line")
        found.credits_entered, found.credits_entered_on, found.register_line = credits, today, line.strip()
        announce(found, take(found, actor=actor, at=at, step=_step(found, actor, today)), at=at)
        return found


def _step(case: RecognitionCase, actor: Person, on: date) -> str:
    rows = of(case).guarded(case.stage, ENTERED)
    for row in rows:
        others = [outcome for name, outcome in answers(case, row, actor, on) if name != ENTERED]
        if all(one is Outcome.MET for one in others):
            return row.do
    return "confirm-credits"
