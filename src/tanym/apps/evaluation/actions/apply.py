"""Open a draft about foreign learning: the purpose comes first."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.evaluation.acting import note
from tanym.apps.evaluation.casefile import FOREIGN
from tanym.apps.evaluation.models import Evaluation
from tanym.apps.evaluation.permissions import TABLE
from tanym.apps.evaluation.queries import evaluates
from tanym.apps.evaluation.targets import target_of_purpose
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.apps.qualifications.models import Discipline
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.opening import open_draft, ref_of_discipline, target_of_discipline
from tanym.core.kernel.canonical import digest
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.recognition.foreign.purpose import Purpose


def apply(
    *,
    actor: Person,
    at: datetime,
    purpose: Purpose,
    organisation: Organisation,
    wanted: str = "",
    discipline: Discipline | None = None,
    documented: bool = True,
) -> RecognitionCase:
    """A draft of the actor's own at an organisation that evaluates for this purpose.

    For credits the target is a `discipline` of the organisation, for anything else what is `wanted`, in the applicant's
    words; the five elements are then what is compared. Raises `Refused("evaluation.not-here")`,
    `InvalidValue("evaluation.nothing-wanted")`, and as `open_draft`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "apply", actor, today, owner=actor)
    wanted = " ".join(wanted.split())[:300]
    if not evaluates(organisation, purpose, today):
        raise Refused("evaluation.not-here")
    if purpose is Purpose.CREDITS:
        if discipline is None or discipline.programme.organisation_id != organisation.pk:
            raise InvalidValue("evaluation.no-discipline")
        target, ref = target_of_discipline(discipline), ref_of_discipline(discipline)
    else:
        if not wanted:
            raise InvalidValue("evaluation.nothing-wanted")
        discipline = None
        target = target_of_purpose(purpose, organisation, wanted)
        ref = f"purpose:{purpose}:{digest({'wanted': wanted.casefold()})[:16]}"
    with transaction.atomic():
        case = open_draft(
            claimant=actor,
            organisation=organisation,
            procedure=FOREIGN,
            target=target,
            target_ref=ref,
            at=at,
            purpose=str(purpose),
            discipline=discipline,
        )
        _, new = Evaluation.objects.get_or_create(
            case=case, defaults={"wanted": wanted, "documented": documented}
        )
        if new:
            note(case, actor=actor, at=at, act="apply", details={"purpose": str(purpose)})
        return case
