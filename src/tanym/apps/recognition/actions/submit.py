"""Submit an application."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.privacy.queries import objects_to_advice
from tanym.apps.recognition.actions.object_to_advice import object_to_advice
from tanym.apps.recognition.agreeing import agree
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
    """Submit with the claimant's own words, once told of steps, time, possible outcomes and use of data (VL-01); with
    it goes the consent to that use, in the words of the packs, and the claimant's objection to advice where there is one.

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
        agree(found, at=at)
        announce(found, take(found, actor=actor, at=at, step="submit"), at=at)
        objection = Objection.objects.filter(case=found, answered_at=None).first()
        if objection is not None:  # made before anybody could see the case
            begin_objection(found, objection.due_on, at=at)
            tell_office(found, at=at, code="recognition.advice-objection")
        elif objects_to_advice(actor):
            found = object_to_advice(actor=actor, at=at, case=found)
        return found
