"""Record how the authenticity of a document was looked into, and what came of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.evaluation.acting import begun, done
from tanym.apps.evaluation.models import AuthenticityCheck
from tanym.apps.evaluation.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import EvidenceItem, RecognitionCase
from tanym.core.credentials.checks import Outcome
from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.core.recognition.foreign.authenticity import Method

BY_HAND = (Method.ISSUER, Method.REGISTER, Method.INSPECTION)
"""How a person looks; a signature is looked at by the verifier."""


def check_authenticity(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    item: EvidenceItem,
    method: Method,
    outcome: Outcome,
    note: str,
) -> RecognitionCase:
    """Keep the check with its day. A check that could not be made is recorded as such and refuses nothing.

    Raises `InvalidValue` (`evaluation.method`, `evaluation.check-without-note`), `NotFound`, and as `acting.begun`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "check_authenticity", actor, today, at=case.organisation)
    if method not in BY_HAND:
        raise InvalidValue("evaluation.method")
    if not note.strip():
        raise InvalidValue("evaluation.check-without-note")
    with transaction.atomic():
        sent = (item.pk, str(method), str(outcome), note)
        found, kept = begun(case, actor=actor, at=at, act="check-authenticity", revision=revision, sent=sent)
        if kept is None:
            return found
        if item.case_id != found.pk:
            raise NotFound("page.unknown")
        AuthenticityCheck.objects.create(
            evaluation=kept,
            item=item,
            method=method,
            outcome=outcome,
            on=today,
            note=note.strip(),
            by=actor,
            at=at,
        )
        details = {"item": str(item.public_id), "method": str(method), "outcome": str(outcome)}
        return done(found, actor=actor, at=at, act="check-authenticity", details=details)
