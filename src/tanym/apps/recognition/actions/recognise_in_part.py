"""Recognise in part: the decision names what is missing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.deciding import decide
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.proceedings import locked, repeated


def recognise_in_part(
    *, actor: Person, at: datetime, case: RecognitionCase, revision: int | None
) -> RecognitionCase:
    """Some outcomes are recognised, the missing ones are named: the chair signs the minutes and takes the decision that the members voted for.

    Raises as `advance`: without quorum, majority or the secretary's signature, or for a result that does not follow
    from the findings, nothing is decided.
    """
    permit(TABLE, "recognise_in_part", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="recognise-in-part", revision=revision):
            return found
        decide(found, actor=actor, at=at, step="recognise-in-part")
        return found
