"""Ask the claimant for papers that are missing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.notices import announce
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import locked, repeated, take
from tanym.core.kernel.errors import InvalidValue


def ask_for_papers(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    missing: Collection[str],
    because: str,
) -> RecognitionCase:
    """Name the papers of the procedure that are missing, and say what exactly; the clock of the check stands still.

    No paper is asked for that the procedure does not know (RC-03). Raises `InvalidValue` (`recognition.no-such-paper`,
    `recognition.say-what-is-missing`), and as `advance`.
    """
    permit(TABLE, "ask_for_papers", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        if repeated(
            found, actor=actor, act="ask-for-papers", revision=revision, sent=(sorted(missing), because)
        ):
            return found
        unknown = [name for name in missing if name not in of(found).procedure.documents]
        if unknown:
            raise InvalidValue("recognition.no-such-paper", name=unknown[0][:40])
        if missing and not because.strip():
            raise InvalidValue("recognition.say-what-is-missing")
        found.missing, found.missing_because, found.asked_at = sorted({*missing}), because.strip(), at
        announce(found, take(found, actor=actor, at=at, step="ask-for-papers"), at=at)
        return found
