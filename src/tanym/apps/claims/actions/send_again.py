"""Send the code of a document that waits once more: a new one, by mail or short message."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.claims import notices
from tanym.apps.claims.codes import VALID_FOR, digest, new_code
from tanym.apps.claims.models import Claim
from tanym.apps.claims.permissions import TABLE
from tanym.apps.organisations.permissions import permit

NOT_WITHIN = timedelta(minutes=2)
"""A code that left so lately is not sent once more: two clicks are one act, and nobody is flooded."""


def send_again(*, actor: Person, at: datetime, claims: Iterable[Claim]) -> int:
    """How many left. What was claimed, annulled, disowned at its address, goes by paper, or left just now is passed over.

    The code before leads nowhere any more. Raises `NotPermitted`.
    """
    left = 0
    for claim in claims:
        permit(TABLE, "send_again", actor, localdate(at), at=claim.award.awarding_body)
        with transaction.atomic():
            row = (
                Claim.objects.select_for_update(of=("self",), no_key=True)
                .select_related("award__person")
                .get(pk=claim.pk)
            )
            if row.way == Claim.Way.PAPER or row.standing(at) in ("claimed", "annulled", "disowned"):
                continue
            if row.made_at and at - row.made_at < NOT_WITHIN:
                continue
            code = new_code()
            row.digest, row.made_at, row.expires_at = digest(code), at, at + VALID_FOR
            row.wrong = row.wrong_in_all = 0
            row.revision += 1
            row.save(update_fields=["digest", "made_at", "expires_at", "wrong", "wrong_in_all", "revision"])
            record(
                actor=actor, at=at, action="claims.send_again", subject=row.subject, details={"way": row.way}
            )
            notices.offered(row, code, at)
            left += 1
    return left
