"""Take a step of the table that needs nothing but the decision to take it, and reasons where the table asks for them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.deciding import carry_out
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.notices import announce
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.plain_steps import is_plain
from tanym.apps.recognition.proceedings import locked, repeated, take
from tanym.core.kernel.errors import Refused


def step(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    do: str,
    reasons: str = "",
) -> RecognitionCase:
    """Take the step `do` with all that the table hangs on it; the claimant reads the reasons in the history.

    Raises `Refused("case.not-now")` for a step that has an act of its own, and as `advance`.
    """
    permit(TABLE, "step", actor, timezone.localdate(at), at=case.organisation, owner=case.claimant)
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act=do, revision=revision, sent=reasons):
            return found
        if not is_plain(found, do):
            raise Refused("case.not-now", step=do[:60], stage=found.stage)
        moved = take(found, actor=actor, at=at, step=do, reasons=reasons.strip())
        carry_out(found, moved, actor=actor, at=at)
        announce(found, moved, at=at)
        return found
