"""Confirm, as a second person, that a document is forged or comes from a mill."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.evaluation.acting import DECIDING, done
from tanym.apps.evaluation.models import Evaluation
from tanym.apps.evaluation.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.proceedings import locked, repeated
from tanym.core.kernel.errors import NotFound, NotPermitted, Refused


def confirm_fraud(
    *, actor: Person, at: datetime, case: RecognitionCase, revision: int | None
) -> RecognitionCase:
    """Keep who confirmed it: another person than who found it (RC-25).

    Raises `NotFound("evaluation.no-fraud")`, `NotPermitted("evaluation.same-person")`, `Refused("case.not-now")`.
    """
    permit(TABLE, "confirm_fraud", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        found: RecognitionCase = locked(case)
        if repeated(found, actor=actor, act="confirm-fraud", revision=revision):
            return found
        kept = Evaluation.objects.select_for_update(no_key=True).filter(case=found).first()
        if kept is None or kept.fraud_found_by_id is None:
            raise NotFound("evaluation.no-fraud")
        if found.stage not in DECIDING:
            raise Refused("case.not-now", stage=found.stage, step="")
        if kept.fraud_found_by_id == actor.pk or found.claimant_id == actor.pk:
            raise NotPermitted("evaluation.same-person")
        kept.fraud_confirmed_by = actor
        kept.save(update_fields=["fraud_confirmed_by"])
        return done(found, actor=actor, at=at, act="confirm-fraud")
