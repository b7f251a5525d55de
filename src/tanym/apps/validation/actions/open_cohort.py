"""Open a cohort for an employer's workers."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.links import digest, new_secret
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.apps.validation.models import Cohort
from tanym.apps.validation.permissions import TABLE
from tanym.apps.validation.targets import Aim, validates
from tanym.core.kernel.errors import InvalidValue, Refused

OPEN_FOR = timedelta(days=90)
"""How long the link of a cohort leads in."""


def open_cohort(
    *, actor: Person, at: datetime, employer: Organisation, aim: Aim, name: str
) -> tuple[Cohort, str]:
    """The cohort and the secret of its link, which is shown once and kept as a digest only.

    Raises `InvalidValue("validation.cohort-unnamed")`, `Refused("recognition.not-entitled")`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "open_cohort", actor, today, at=employer)
    if not name.strip():
        raise InvalidValue("validation.cohort-unnamed")
    if not validates(aim.organisation, today):
        raise Refused("recognition.not-entitled", on=today.isoformat())
    with transaction.atomic():
        secret = new_secret()
        made: Cohort = Cohort.objects.create(
            employer=employer,
            organisation=aim.organisation,
            target_ref=aim.ref,
            titles=dict(aim.titles),
            name=name.strip()[:120],
            digest=digest(secret),
            expires_at=at + OPEN_FOR,
            made_by=actor,
            made_at=at,
        )
        journal(
            actor=actor,
            at=at,
            action="validation.open_cohort",
            subject=f"validation.cohort:{made.public_id}",
            details={"employer": employer.code, "aim": aim.ref},
        )
        return made, secret
