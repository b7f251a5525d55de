"""Submit an application."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.held import begin_objection
from tanym.apps.recognition.models import Objection, RecognitionCase
from tanym.apps.recognition.notices import announce, tell_office
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.proceedings import locked, repeated, take
from tanym.core.kernel.errors import InvalidValue


def submit(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    application: str,
    informed: bool,
) -> RecognitionCase:
    """Submit with the claimant's own words, once told of steps, time, possible outcomes and use of data (VL-01).

    Raises `InvalidValue("recognition.not-informed")`, and as `advance`: papers that are missing are named.
    """
    permit(TABLE, "submit", actor, timezone.localdate(at), owner=case.claimant)
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="submit", revision=revision, sent=(application, informed)):
            return found
        if not informed:
            raise InvalidValue("recognition.not-informed")
        found.application, found.informed_at, found.submitted_at = application.strip(), at, at
        announce(found, take(found, actor=actor, at=at, step="submit"), at=at)
        objection = Objection.objects.filter(case=found, answered_at=None).first()
        if objection is not None:  # made before anybody could see the case
            begin_objection(found, objection.due_on, at=at)
            tell_office(found, at=at, code="recognition.advice-objection")
        return found
