"""Record the interview with the claimant."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import Interview, RecognitionCase
from tanym.apps.recognition.notices import announce
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import lead, locked, own, repeated, require, take
from tanym.core.kernel.errors import InvalidValue


def interview(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    held_on: date,
    record: str,
) -> RecognitionCase:
    """Keep when it was held and what was said (508, p. 12), and take the step.

    Raises `InvalidValue` (`recognition.interview-empty`, `recognition.interview-later`, `recognition.interview-earlier`),
    and as `advance`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "interview", actor, today, at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="interview", revision=revision, sent=(held_on, record)):
            return found
        require(of(found).guarded(found.stage, "interview-recorded"), found)
        own(found, "assessor", actor, at)
        lead(found, actor)
        if not record.strip():
            raise InvalidValue("recognition.interview-empty")
        if held_on > today:
            raise InvalidValue("recognition.interview-later")
        if held_on < timezone.localdate(found.opened_at):
            raise InvalidValue("recognition.interview-earlier")
        Interview.objects.update_or_create(
            case=found, defaults={"held_on": held_on, "record": record.strip(), "by": actor}
        )
        announce(found, take(found, actor=actor, at=at, step="interview"), at=at)
        return found
