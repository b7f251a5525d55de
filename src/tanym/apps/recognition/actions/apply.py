"""Open a draft of an application."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.qualifications.models import Discipline
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.opening import open_draft, ref_of_discipline, target_of_discipline
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import ACADEMIC
from tanym.apps.registers.queries import authorised
from tanym.core.kernel.errors import Refused


def apply(*, actor: Person, at: datetime, discipline: Discipline) -> RecognitionCase:
    """A draft of the actor's own, under the procedure in force at the university of the discipline.

    An organisation that may not recognise is refused (`recognition.not-entitled`). Raises as `open_draft`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "apply", actor, today, owner=actor)
    organisation = discipline.programme.organisation
    with transaction.atomic():
        if not authorised(organisation, "academic-recognition", today).held:
            raise Refused("recognition.not-entitled", on=today.isoformat())
        return open_draft(
            claimant=actor,
            organisation=organisation,
            procedure=ACADEMIC,
            target=target_of_discipline(discipline),
            target_ref=ref_of_discipline(discipline),
            at=at,
            discipline=discipline,
        )
