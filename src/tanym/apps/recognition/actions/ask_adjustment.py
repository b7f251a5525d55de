"""Ask for an adjustment of the assessment."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.adjustments import may_ask
from tanym.apps.recognition.models import Adjustment, RecognitionCase
from tanym.apps.recognition.notices import tell_office
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.proceedings import locked, note, repeated, touch
from tanym.core.kernel.errors import InvalidValue, Refused


def ask_adjustment(
    *, actor: Person, at: datetime, case: RecognitionCase, revision: int | None, asked: str
) -> Adjustment:
    """Ask, in own words, for what one needs to show what one can (AS-11); the office decides, and is told.

    Raises `InvalidValue("recognition.adjustment-empty")`, `Refused("recognition.adjustment-late")` once it is decided.
    """
    permit(TABLE, "ask_adjustment", actor, timezone.localdate(at), owner=case.claimant)
    with transaction.atomic():
        found: RecognitionCase = locked(case)
        if repeated(found, actor=actor, act="ask-adjustment", revision=revision, sent=asked):
            return found.adjustments.latest("pk")
        if not may_ask(found):
            raise Refused("recognition.adjustment-late")
        if not asked.strip():
            raise InvalidValue("recognition.adjustment-empty")
        made = Adjustment.objects.create(case=found, asked=asked.strip(), asked_at=at)
        touch(found, actor=actor, act="ask-adjustment")
        note(found, actor=actor, at=at, verb="ask_adjustment")
        if found.submitted_at is not None:
            tell_office(found, at=at, code="recognition.adjustment-asked")
        return made
