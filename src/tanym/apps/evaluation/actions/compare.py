"""Record a difference from what the purpose needs."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.evaluation.acting import begun, done, sound
from tanym.apps.evaluation.models import Difference as Row
from tanym.apps.evaluation.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import RecognitionCase
from tanym.core.kernel.errors import Refused
from tanym.core.recognition.foreign.difference import Difference, check_difference

MOST = 20
"""Differences in one case; more than anybody could weigh is a mistake."""


def compare(
    *, actor: Person, at: datetime, case: RecognitionCase, revision: int | None, difference: Difference
) -> RecognitionCase:
    """Keep it; one that states an obstacle also says what shows it and what would bridge it.

    Raises `InvalidValue` (`foreign.difference-of-nothing`, `foreign.difference-in-what`,
    `foreign.obstacle-without-evidence`, `foreign.obstacle-without-bridge`), `Refused("evaluation.too-many")`, and as
    `acting.begun`.
    """
    permit(TABLE, "compare", actor, timezone.localdate(at), at=case.organisation)
    sound(check_difference(difference))
    with transaction.atomic():
        found, kept = begun(
            case, actor=actor, at=at, act="compare", revision=revision, sent=difference, office=frozenset()
        )
        if kept is None:
            return found
        if kept.differences.count() >= MOST:
            raise Refused("evaluation.too-many", most=MOST)
        Row.objects.create(
            evaluation=kept,
            element=difference.element,
            in_what=difference.in_what.strip(),
            obstacle=difference.obstacle.strip(),
            evidence=difference.evidence.strip(),
            bridge=difference.bridge.strip(),
            by=actor,
            at=at,
        )
        details = {"element": difference.element, "substantial": difference.substantial}
        return done(found, actor=actor, at=at, act="compare", details=details)
