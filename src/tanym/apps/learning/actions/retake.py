"""Open the retake of an assessment that was not reached."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.audit.queries import repeats
from tanym.apps.learning import notices
from tanym.apps.learning.conclusions import outcome_of
from tanym.apps.learning.models import Enrolment
from tanym.apps.learning.permissions import TABLE
from tanym.apps.learning.queries import open_enrolment
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.permissions import about
from tanym.core.kernel.errors import NotPermitted, Refused
from tanym.core.qualifications.award import Following


def retake(*, actor: Person, at: datetime, enrolment: Enrolment, revision: int) -> Enrolment:
    """Let the person be assessed once more; the results of the attempt before stay as they were.

    Raises `Refused` (`learning.no-retake`, `changed-meanwhile`, `learning.enrolled-again`),
    `NotPermitted("learning.own-enrolment")`.
    """
    awarding = organisation(enrolment.version.content.get("bodies", {}).get("awarding", ""))
    permit(TABLE, "retake", actor, timezone.localdate(at), at=awarding, about=about(enrolment.version))
    if enrolment.person_id == actor.pk:
        raise NotPermitted("learning.own-enrolment")
    with transaction.atomic():
        found = (
            Enrolment.objects.select_for_update(no_key=True)
            .select_related("person", "version")
            .get(pk=enrolment.pk)
        )
        if found.revision != revision:
            if repeats(found.source, actor=actor, action="learning.retake"):
                return found
            raise Refused("changed-meanwhile")
        if outcome_of(found).next is not Following.RETAKE:
            raise Refused("learning.no-retake")
        if open_enrolment(found.person, found.version):
            raise Refused("learning.enrolled-again")
        found.state, found.attempt, found.revision = "enrolled", found.attempt + 1, found.revision + 1
        found.save(update_fields=["state", "attempt", "revision"])
        journal(
            actor=actor,
            at=at,
            action="learning.retake",
            subject=found.source,
            details={"attempt": found.attempt},
        )
        notices.retake_opened(found, at)
    return found
