"""Begin a validation."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.opening import open_draft
from tanym.apps.recognition.proceedings import locked
from tanym.apps.recognition.snapshots import snapshot
from tanym.apps.validation.guiding import advisers_of, seat_adviser
from tanym.apps.validation.models import Cohort, Route
from tanym.apps.validation.parts import as_json, narrowed, parts_of, target_in
from tanym.apps.validation.permissions import TABLE
from tanym.apps.validation.targets import PROCEDURE, Aim, validates
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.recognition.validation.parts import remaining

PURPOSE = "validation"
"""For what the case is opened; the page of the aim says what it gives."""


def begin(
    *,
    actor: Person,
    at: datetime,
    aim: Aim,
    kind: str,
    informed: bool,
    cohort: Cohort | None = None,
    continues: RecognitionCase | None = None,
    carries: RecognitionCase | None = None,
) -> RecognitionCase:
    """A case of the actor's own that judges only what was not validated before; a draft that is there is given back.

    The evidence of the case that it `carries` on from, of the actor's own, is put into it: nothing is uploaded twice.

    Whoever has advised the actor is put on the side of guidance at once. Raises `InvalidValue` (`validation.not-informed`,
    `validation.route`), `NotPermitted("evidence.not-yours")`, `Refused` (`recognition.not-entitled`, `validation.nothing-left`, `recognition.runs-already`).
    """
    today = timezone.localdate(at)
    permit(TABLE, "begin", actor, today, owner=actor)
    if not informed:
        raise InvalidValue("validation.not-informed")
    if carries is not None and carries.claimant_id != actor.pk:
        raise NotPermitted("evidence.not-yours")
    if kind not in Route.Kind.values or (kind == Route.Kind.COHORT) != (cohort is not None):
        raise InvalidValue("validation.route")
    with transaction.atomic():
        if not validates(aim.organisation, today):
            raise Refused("recognition.not-entitled", on=today.isoformat())
        rest = remaining(target_in(aim.content), parts_of(actor, aim.ref), today)
        opened = open_draft(
            claimant=actor,
            organisation=aim.organisation,
            procedure=PROCEDURE,
            target=narrowed(aim.content, rest.target.outcome_ids),
            target_ref=aim.ref,
            at=at,
            discipline=aim.discipline,
        )
        case: RecognitionCase = locked(opened)
        _route, new = Route.objects.get_or_create(
            case=case,
            defaults={
                "kind": kind,
                "cohort": cohort,
                "version": aim.version,
                "whole": dict(aim.content),
                "carried": [as_json(one) for one in rest.carried],
                "continues": continues,
                "informed_at": at,
            },
        )
        if new:
            for adviser in sorted(advisers_of(actor)):
                seat_adviser(case, adviser)
            case.save(update_fields=["case"])
            if carries is not None:
                for item in carries.evidence.select_related("kept__award", "kept__file").exclude(kept=None):
                    snapshot(case, item.kept, at=at, outcomes=())
        return case
