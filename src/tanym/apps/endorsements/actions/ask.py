"""Ask an employer or a sector council to endorse a micro-qualification."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.endorsements.models import Endorsement
from tanym.apps.endorsements.notices import tell_asked
from tanym.apps.endorsements.permissions import AT_OWNER
from tanym.apps.endorsements.queries import subject, who_may_endorse
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.apps.qualifications.models import Version
from tanym.core.kernel.errors import InvalidValue, Refused


def ask(
    *, actor: Person, at: datetime, version: Version, endorser: Organisation, message: str
) -> Endorsement:
    """The organisation is asked by letter; only somebody who works there may answer.

    Raises `InvalidValue("endorsement.no-message" | "endorsement.not-an-endorser")`,
    `Refused("endorsement.asked-already")`, `NotPermitted`.
    """
    owner = version.micro_qualification.owner
    on = timezone.localdate(at)
    permit(AT_OWNER, "ask", actor, on, at=owner)
    if not message.strip():
        raise InvalidValue("endorsement.no-message")
    if not who_may_endorse(owner, on).filter(pk=endorser.pk).exists():
        raise InvalidValue("endorsement.not-an-endorser")
    try:
        with transaction.atomic():
            made = Endorsement.objects.create(
                version=version,
                micro_qualification=version.micro_qualification,
                endorser=endorser,
                message=message.strip(),
                asked_by=actor,
                asked_at=at,
            )
            journal(
                actor=actor,
                at=at,
                action="endorsements.ask",
                subject=subject(made),
                details={"version": str(version.public_id), "endorser": endorser.code},
            )
            tell_asked(made, at=at)
            return made
    except IntegrityError as twice:
        raise Refused("endorsement.asked-already") from twice
