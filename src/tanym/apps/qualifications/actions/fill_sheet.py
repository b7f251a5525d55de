"""Keep a reviewer's sheet unsigned: judgements, conditions, recommendation so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications import approval, reviewing
from tanym.apps.qualifications.drafting import locked
from tanym.apps.qualifications.models import Sheet, Version
from tanym.apps.qualifications.permissions import AT_CENTRE
from tanym.core.kernel.errors import Refused


def fill_sheet(
    *,
    actor: Person,
    at: datetime,
    version: Version,
    judgements: Mapping[str, tuple[str, str]],
    recommendation: str = "",
    reasons: str = "",
    conditions: Sequence[reviewing.Asked] = (),
) -> Sheet:
    """Write what the reviewer has on the sheet; nobody else sees it before it is signed, so it is not journalled.

    Raises `InvalidValue` (`review.judgement`, `review.recommendation`, `review.too-long`), `Refused` (`review.taken`,
    `review.signed`, `review.conflict`, `case.not-now`), `NotPermitted`.
    """
    on = timezone.localdate(at)
    permit(AT_CENTRE, "recommend", actor, on, at=organisation(approval.centre()))
    why = reviewing.written(reasons, needed=False)
    with transaction.atomic():
        kept = locked(version)
        if approval.conflicted(kept, actor, on):
            raise Refused("review.conflict")
        sheet = reviewing.sheet_to_fill(kept, actor)
        sheet.judgements = reviewing.read_judgements(kept, judgements)
        sheet.recommendation = reviewing.read_recommendation(recommendation) if recommendation else ""
        sheet.reasons = why
        sheet.conditions = reviewing.kept_conditions(conditions)
        sheet.save()
        return sheet
