"""Offer a document to somebody who has no account."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.claims import notices
from tanym.apps.claims.codes import VALID_FOR, digest, new_code
from tanym.apps.claims.models import Claim
from tanym.apps.qualifications.models import Award


def offer(
    *,
    actor: Person,
    at: datetime,
    award: Award,
    way: str,
    email: str,
    phone: str,
    source: str,
    group: str = "",
) -> Claim:
    """The claim of an award; by mail or short message its code leaves at once, on paper it waits to be printed.

    An award that has one keeps it. For the transaction of a caller that has asked for permission (`source`).
    """
    with transaction.atomic():
        found = Claim.objects.filter(award=award).first()
        if found is not None:
            return found
        code = new_code()
        goes_out = way != Claim.Way.PAPER
        made = Claim.objects.create(
            award=award,
            way=way,
            email=email,
            phone=phone,
            group=group,
            source=source,
            offered_at=at,
            digest=digest(code) if goes_out else "",
            made_at=at if goes_out else None,
            expires_at=at + VALID_FOR if goes_out else None,
        )
        record(
            actor=actor,
            at=at,
            action="claims.offer",
            subject=made.subject,
            details={"award": str(award.public_id), "way": way, "source": source},
        )
        if goes_out:
            notices.offered(made, code, at)
        return made
