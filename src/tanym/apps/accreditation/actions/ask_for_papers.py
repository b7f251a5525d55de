"""Ask the applicant for exactly what is missing; the clock of the decision stands still."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accreditation import notices
from tanym.apps.accreditation.checking import guard_facts
from tanym.apps.accreditation.handling import locked, of, permit_office, repeated, take
from tanym.apps.accreditation.models import Application
from tanym.apps.accreditation.permissions import AT_OFFICE
from tanym.core.kernel.errors import InvalidValue


def ask_for_papers(
    *,
    actor: Person,
    at: datetime,
    application: Application,
    missing: Mapping[str, str],
    revision: int | None = None,
) -> Application:
    """`missing` says of each document of the procedure what exactly is missing.

    Raises `NotPermitted`, `InvalidValue("accreditation.no-such-paper" | "accreditation.say-what-is-missing")`,
    `Refused("changed-meanwhile")`, and as `advance`.
    """
    on = timezone.localdate(at)
    permit_office(AT_OFFICE, "ask_for_papers", application, actor, on)
    with transaction.atomic():
        kept = locked(application)
        asked = {name: why.strip() for name, why in missing.items()}
        if repeated(kept, actor=actor, act="ask-for-papers", revision=revision, sent=sorted(asked.items())):
            return kept
        if unknown := [name for name in asked if name not in of(kept).procedure.documents]:
            raise InvalidValue("accreditation.no-such-paper", name=unknown[0][:40])
        if not all(asked.values()):
            raise InvalidValue("accreditation.say-what-is-missing")
        kept.missing, kept.asked_at = asked, at
        facts = guard_facts(kept, "ask-for-papers", actor, on)
        moved = take(
            kept, actor=actor, at=at, step="ask-for-papers", facts=facts, details={"missing": sorted(asked)}
        )
        notices.announce(kept, moved, at=at)
        return kept
