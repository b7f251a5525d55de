"""Put on record what only a person can know of a case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.attesting import sayable_of
from tanym.apps.recognition.models import Attestation, RecognitionCase
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.proceedings import locked, note, repeated, touch
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused
from tanym.core.recognition.attesting import Written, read_attested


def attest(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    fact: str,
    value: Written,
    words: str,
) -> RecognitionCase:
    """The secretary says what the record cannot show, and how they know; earlier words stay on record.

    Raises `NotFound("attestation.unknown")` for what no rule in force asks a person, `InvalidValue` (`attestation.value`,
    `attestation.no-words`), `Refused("attestation.draft")` before the case is submitted.
    """
    today = timezone.localdate(at)
    permit(TABLE, "attest", actor, today, at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act=f"attest {fact}", revision=revision, sent=(value, words)):
            return found
        if found.submitted_at is None:
            raise Refused("attestation.draft")
        asked = sayable_of(found, today).get(fact)
        if asked is None:
            raise NotFound("attestation.unknown", fact=fact[:80])
        read_attested(asked.type, value)
        if not words.strip():
            raise InvalidValue("attestation.no-words")
        Attestation.objects.create(case=found, fact=fact, value=value, words=words.strip(), by=actor, at=at)
        touch(found, actor=actor, act=f"attest {fact}")
        note(found, actor=actor, at=at, verb="attest", details={"fact": fact})
        return found
