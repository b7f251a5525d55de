"""Correct the address at which somebody is told of their document, and send it there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.claims import notices
from tanym.apps.claims.codes import VALID_FOR, digest, new_code
from tanym.apps.claims.models import Claim
from tanym.apps.claims.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import InvalidValue, Refused


def correct_address(
    *, actor: Person, at: datetime, claim: Claim, revision: int, email: str, phone: str
) -> Claim:
    """A new code leaves for the new address (a mail where there is one, else a short message); the old one ends.

    What the signed document says of the person is not touched. Raises `NotPermitted`,
    `InvalidValue("claim.no-address")`, `Refused("changed-meanwhile" | "claim.claimed-already")`.
    """
    permit(TABLE, "correct_address", actor, localdate(at), at=claim.award.awarding_body)
    if not email and not phone:
        raise InvalidValue("claim.no-address")
    with transaction.atomic():
        row = (
            Claim.objects.select_for_update(of=("self",), no_key=True)
            .select_related("award__person")
            .get(pk=claim.pk)
        )
        if row.standing(at) in ("claimed", "annulled"):
            raise Refused("claim.claimed-already")
        if row.revision != revision:
            if (row.email, row.phone) == (email, phone):
                return row  # the other click of a double click
            raise Refused("changed-meanwhile")
        code = new_code()
        row.email, row.phone = email, phone
        row.way = Claim.Way.MAIL if email else Claim.Way.SMS
        row.digest, row.made_at, row.expires_at = digest(code), at, at + VALID_FOR
        row.wrong = row.wrong_in_all = 0
        row.disowned_at = None
        row.revision += 1
        row.save()
        record(
            actor=actor, at=at, action="claims.correct_address", subject=row.subject, details={"way": row.way}
        )
        notices.offered(row, code, at)
    return row
