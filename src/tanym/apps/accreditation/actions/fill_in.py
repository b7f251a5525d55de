"""Keep what the organisation answers in a part of the checklist."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accreditation.handling import (
    kind_of,
    locked,
    note,
    permit_applicant,
    repeated,
    touch,
    with_applicant,
)
from tanym.apps.accreditation.models import Application
from tanym.apps.accreditation.permissions import AT_APPLICANT
from tanym.core.kernel.errors import Refused


def fill_in(
    *,
    actor: Person,
    at: datetime,
    application: Application,
    answers: Mapping[str, Any],
    scope: Mapping[str, list[Any]] | None = None,
    revision: int | None = None,
) -> Application:
    """Keep these answers beside those of other parts; an answer of None is taken out. Possible while it is with the applicant.

    Raises `NotPermitted`, `Refused("accreditation.not-with-you" | "changed-meanwhile")`.
    """
    permit_applicant(AT_APPLICANT, "fill_in", application, actor, timezone.localdate(at))
    with transaction.atomic():
        kept = locked(application)
        if repeated(
            kept, actor=actor, act="fill-in", revision=revision, sent=sorted(answers.items(), key=str)
        ):
            return kept
        if not with_applicant(kept):
            raise Refused("accreditation.not-with-you")
        kept.answers = {k: v for k, v in {**kept.answers, **answers}.items() if v not in (None, "", [])}
        if scope is not None:
            kept.scope = {k: v for k, v in scope.items() if k in kind_of(kept).scope and v}
        touch(kept, actor=actor, act="fill-in")
        note(kept, actor=actor, at=at, verb="fill_in", details={"answers": sorted(answers)})
        return kept
