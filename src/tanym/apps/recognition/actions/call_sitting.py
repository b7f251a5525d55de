"""Call the commissions of several cases to one sitting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.agenda import ready
from tanym.apps.recognition.models import Commission, Sitting
from tanym.apps.recognition.notices import invite
from tanym.apps.recognition.permissions import TABLE
from tanym.core.kernel.errors import InvalidValue


def call_sitting(
    *,
    actor: Person,
    at: datetime,
    organisation: Organisation,
    starts_at: datetime,
    place: str,
    commissions: Sequence[Commission],
    public_id: UUID | None = None,
) -> Sitting:
    """Put commissions that are seated on one agenda and invite every member once, with all the cases that are theirs.

    `public_id` is that of the form: sent twice, it calls one sitting. A commission that was on another agenda moves.
    Raises `InvalidValue`: `sitting.past`, `sitting.no-place`, `sitting.empty`, `sitting.not-ready`.
    """
    permit(TABLE, "call_sitting", actor, timezone.localdate(at), at=organisation)
    if starts_at <= at:
        raise InvalidValue("sitting.past")
    if not place.strip():
        raise InvalidValue("sitting.no-place")
    if not commissions:
        raise InvalidValue("sitting.empty")
    with transaction.atomic():
        called = Sitting.objects.filter(public_id=public_id).first() if public_id else None
        if called is not None:
            return called
        open_now = {one.commission.pk for one in ready(organisation) if one.commission}
        if not {one.pk for one in commissions} <= open_now:
            raise InvalidValue("sitting.not-ready")
        given = {"public_id": public_id} if public_id else {}
        called = Sitting.objects.create(
            organisation=organisation,
            starts_at=starts_at,
            place=place.strip(),
            called_by=actor,
            called_at=at,
            **given,
        )
        Commission.objects.filter(pk__in=[one.pk for one in commissions]).update(sitting=called)
        invite(called, at=at)
        journal(
            actor=actor,
            at=at,
            action="recognition.call_sitting",
            subject=f"recognition.sitting:{called.public_id}",
            details={"commissions": len(commissions)},
        )
        return called
