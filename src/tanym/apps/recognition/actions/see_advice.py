"""Open the computed advice on one outcome."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.advising import openable
from tanym.apps.recognition.models import AdviceSeen, RecognitionCase
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.proceedings import locked, note
from tanym.apps.recognition.queries import visible
from tanym.apps.recognition.targets import outcome_ids
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused


def see_advice(*, actor: Person, at: datetime, case: RecognitionCase, outcome: str) -> RecognitionCase:
    """Journal that this person opened it, and when; from then on their page shows it. It changes nothing in the case.

    Raises `InvalidValue("judgement.unknown-outcome")`, `Refused("recognition.advice-not-now")` before the own mark, and
    after the claimant's objection.
    """
    permit(TABLE, "see_advice", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        if not visible(actor, timezone.localdate(at)).filter(pk=found.pk).exists():
            raise NotPermitted("case.not-yours", step="", party="assessor")
        if outcome not in outcome_ids(found):
            raise InvalidValue("judgement.unknown-outcome", outcome=outcome[:40])
        if outcome not in openable(found, actor):
            raise Refused("recognition.advice-not-now")
        _seen, new = AdviceSeen.objects.get_or_create(
            case=found, person=actor, outcome=outcome, defaults={"at": at}
        )
        if new:
            note(found, actor=actor, at=at, verb="see_advice", details={"outcome": outcome})
        return found
