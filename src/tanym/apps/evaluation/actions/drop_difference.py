"""Take back a difference that was recorded."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.evaluation.acting import begun, done
from tanym.apps.evaluation.models import Difference
from tanym.apps.evaluation.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import RecognitionCase
from tanym.core.kernel.errors import NotFound


def drop_difference(
    *, actor: Person, at: datetime, case: RecognitionCase, revision: int | None, difference: int
) -> RecognitionCase:
    """Remove it, by its key. Raises `NotFound`, and as `acting.begun`."""
    permit(TABLE, "drop_difference", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        found, kept = begun(
            case,
            actor=actor,
            at=at,
            act="drop-difference",
            revision=revision,
            sent=difference,
            office=frozenset(),
        )
        if kept is None:
            return found
        gone = Difference.objects.filter(evaluation=kept, pk=difference).first()
        if gone is None:
            raise NotFound("page.unknown")
        details = {"element": gone.element}
        gone.delete()
        return done(found, actor=actor, at=at, act="drop-difference", details=details)
