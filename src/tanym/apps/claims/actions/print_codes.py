"""Make codes that are printed and handed over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.claims.codes import VALID_FOR, digest, new_code
from tanym.apps.claims.models import Claim
from tanym.apps.claims.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import InvalidValue, Refused

MOST = 300


def print_codes(*, actor: Person, at: datetime, claims: Sequence[Claim]) -> list[tuple[Claim, str]]:
    """Each claim with its new code, known only now; codes sent or printed before lead nowhere any more.

    What was claimed or annulled is left out. Raises `NotPermitted`, `InvalidValue("claim.none-chosen")`,
    `Refused("claim.too-many-slips")`.
    """
    for claim in claims:
        permit(TABLE, "print_codes", actor, localdate(at), at=claim.award.awarding_body)
    with transaction.atomic():
        rows = (
            Claim.objects.select_for_update(of=("self",), no_key=True)
            .select_related("award__person", "award__awarding_body", "award__version__micro_qualification")
            .filter(pk__in=[claim.pk for claim in claims])
            .order_by("award__person__name_passport", "pk")
        )
        open_ = [row for row in rows if row.standing(at) not in ("claimed", "annulled")]
        if not open_:
            raise InvalidValue("claim.none-chosen")
        if len(open_) > MOST:
            raise Refused("claim.too-many-slips", most=MOST)
        return [(row, _renewed(row, actor, at)) for row in open_]


def _renewed(row: Claim, actor: Person, at: datetime) -> str:
    code = new_code()
    row.way, row.digest, row.made_at, row.expires_at = Claim.Way.PAPER, digest(code), at, at + VALID_FOR
    row.wrong = row.wrong_in_all = 0
    row.disowned_at = None
    row.revision += 1
    row.save()
    record(actor=actor, at=at, action="claims.print_codes", subject=row.subject)
    return code
