"""Ask for an adjustment of the assessment."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.proceedings import locked, note
from tanym.apps.validation.models import Adjustment
from tanym.apps.validation.permissions import TABLE
from tanym.apps.validation.queries import route_of
from tanym.core.kernel.errors import InvalidValue, Refused


def ask_adjustment(*, actor: Person, at: datetime, case: RecognitionCase, asked: str) -> Adjustment:
    """Ask, in own words, for what one needs to show what one can (AS-11).

    Raises `InvalidValue("validation.adjustment-empty")`, `Refused("validation.decided-already")`.
    """
    permit(TABLE, "ask_adjustment", actor, timezone.localdate(at), owner=case.claimant)
    if not asked.strip():
        raise InvalidValue("validation.adjustment-empty")
    with transaction.atomic():
        found: RecognitionCase = locked(case)
        if found.decided_on is not None:
            raise Refused("validation.decided-already")
        made, new = Adjustment.objects.get_or_create(
            route=route_of(found), asked=asked.strip(), defaults={"asked_at": at}
        )
        if new:
            note(found, actor=actor, at=at, verb="ask_adjustment")
        return made
