"""Open an application for the recognition of a professional qualification, or of separate skills."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.exams.conducting import PROCEDURE
from tanym.apps.exams.facts import in_register
from tanym.apps.exams.models import Offer
from tanym.apps.exams.permissions import TABLE
from tanym.apps.exams.queries import ACTIVITY, described
from tanym.apps.exams.target import reference, target
from tanym.apps.organisations.permissions import permit
from tanym.apps.policy.queries import stack
from tanym.apps.recognition.opening import open_draft
from tanym.apps.registers.queries import authorised
from tanym.core.kernel.errors import Refused


def apply(*, actor: Person, at: datetime, offer: Offer, skills: Collection[str] = ()) -> Any:
    """A draft of the actor's own towards the profession of an offer; `skills` for separate ones, empty for the whole.

    Raises `Refused` (`exams.offer-ended`, `exams.not-entitled`, `exams.education-organisation`,
    `exams.not-in-register`), `InvalidValue("exams.no-such-skill")`, and as `open_draft`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "apply", actor, today, owner=actor)
    centre = offer.centre
    if offer.until is not None and offer.until < today:
        raise Refused("exams.offer-ended")
    if centre.type in (stack(today, centre.code).value("centre.forbidden-types") or ()):
        raise Refused("exams.education-organisation")
    if not authorised(centre, ACTIVITY, today).held:
        raise Refused("exams.not-entitled", on=today.isoformat())
    if not in_register(offer.profession, today):
        raise Refused("exams.not-in-register", code=offer.profession)
    with transaction.atomic():
        case = open_draft(
            claimant=actor,
            organisation=centre,
            procedure=PROCEDURE,
            target=target(described(offer.profession, today), offer, skills),
            target_ref=reference(offer.profession),
            at=at,
            purpose="employment",
        )
        case.direct = [
            one["id"] for one in case.target["outcomes"]
        ]  # every skill is shown at the exam itself
        case.save(update_fields=["direct"])
        return case
