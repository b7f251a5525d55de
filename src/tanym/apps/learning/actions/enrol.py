"""Enrol in a published micro-qualification."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.learning import notices
from tanym.apps.learning.models import Enrolment
from tanym.apps.learning.permissions import TABLE
from tanym.apps.learning.queries import open_enrolment
from tanym.apps.organisations.permissions import permit
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.queries import enrolment_refusal
from tanym.core.kernel.errors import Refused


def enrol(*, actor: Person, at: datetime, version: Version) -> Enrolment:
    """The person begins to learn towards this version; whoever is enrolled already keeps that enrolment.

    Raises `Refused`: `learning.not-open` (enrolment opens later), and with the reason what `enrolment_refusal` says of
    what is not in the catalogue on that day: never published, suspended, retired, superseded, its approval over.
    """
    today = timezone.localdate(at)
    permit(TABLE, "enrol", actor, today, owner=actor)
    refusal = enrolment_refusal(version, today)
    if refusal is not None:
        raise refusal
    opens = version.content.get("offer", {}).get("enrolment_opens_on") or ""
    if opens > today.isoformat():
        raise Refused("learning.not-open", on=opens)
    try:
        with transaction.atomic():
            found = open_enrolment(actor, version)
            if found is not None:
                return found
            made = Enrolment.objects.create(person=actor, version=version, enrolled_at=at)
            journal(
                actor=actor,
                at=at,
                action="learning.enrol",
                subject=made.source,
                details={"version": str(version.public_id)},
            )
            notices.enrolled(made, at)
    except IntegrityError:  # the other click of a double click was quicker
        found = open_enrolment(actor, version)
        if found is None:
            raise
        return found
    return made
