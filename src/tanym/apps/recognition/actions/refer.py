"""Refer a judged case to the commission."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import members
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.notices import address_of, announce, ask_to_act
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.proceedings import locked, repeated, take


def refer(*, actor: Person, at: datetime, case: RecognitionCase, revision: int | None) -> RecognitionCase:
    """Every outcome is judged: the commission may decide. The secretary is asked to seat it. Raises as `advance`."""
    today = timezone.localdate(at)
    permit(TABLE, "refer", actor, today, at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="refer", revision=revision):
            return found
        announce(found, take(found, actor=actor, at=at, step="refer"), at=at)
        for membership in members(found.organisation, "secretary", today):
            ask_to_act(
                membership.person,
                found,
                at=at,
                code="recognition.ask-secretary",
                address=address_of(found, "recognition:commission"),
            )
        return found
