"""Record what a source says of the institution on the day of the award."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.evaluation.acting import begun, done, sound
from tanym.apps.evaluation.models import StatusSource as Row
from tanym.apps.evaluation.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import RecognitionCase
from tanym.core.recognition.foreign.authenticity import Standing, StatusSource, check_source


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked up: the source, what it says, for which day, where it stands."""

    name: str
    official: bool
    standing: Standing
    for_day: date | None
    address: str = ""
    note: str = ""


def add_source(
    *, actor: Person, at: datetime, case: RecognitionCase, revision: int | None, looked: Looked
) -> RecognitionCase:
    """Keep the source with today as the day on which it was looked up; the same source for the same day is replaced.

    Raises `InvalidValue` (`foreign.source-unnamed`, `foreign.source-of-no-day`, `foreign.source-later`), and as
    `acting.begun`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "add_source", actor, today, at=case.organisation)
    name = " ".join(looked.name.split())[:200]
    sound(
        check_source(
            StatusSource(name, looked.official, looked.standing, looked.for_day, today, looked.address), today
        )
    )
    with transaction.atomic():
        found, kept = begun(case, actor=actor, at=at, act="add-source", revision=revision, sent=looked)
        if kept is None:
            return found
        Row.objects.update_or_create(
            evaluation=kept,
            name=name,
            for_day=looked.for_day,
            defaults={
                "official": looked.official,
                "standing": looked.standing,
                "looked_on": today,
                "address": looked.address,
                "note": looked.note.strip(),
                "by": actor,
                "at": at,
            },
        )
        details = {"standing": str(looked.standing), "official": looked.official}
        return done(found, actor=actor, at=at, act="add-source", details=details)
