"""Answer the second question, with the code in hand."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from tanym.apps.audit.actions.record import record
from tanym.apps.claims.knowing import knows
from tanym.apps.claims.models import Claim
from tanym.apps.claims.queries import by_code
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused

MOST_WRONG = 5
WITHIN = timedelta(hours=1)


def answer(*, at: datetime, code: str, said: str) -> Claim:
    """The claim, where the answer is right; its document may be shown to whoever asks.

    Raises `NotFound("claim.unknown")`, `Refused("claim.wait")` after five wrong answers within an hour, and
    `InvalidValue("claim.wrong-answer")`. Wrong answers are counted even so; after twenty the code ends.
    """
    wrong = False
    with transaction.atomic():
        found = by_code(code, at)
        row = (
            Claim.objects.select_for_update(of=("self",), no_key=True)
            .select_related("award__person")
            .get(pk=found.pk)
        )
        if row.digest != found.digest:  # another code was made while this one waited for its turn
            raise NotFound("claim.unknown")
        if row.wrong_since is None or at - row.wrong_since > WITHIN:
            row.wrong, row.wrong_since = 0, None
        if row.wrong >= MOST_WRONG:
            raise Refused("claim.wait")
        if knows(row, said):
            if row.opened_at is None:
                row.opened_at = at
                record(actor=None, at=at, action="claims.answer", subject=row.subject)
            row.wrong, row.wrong_since = 0, None
        else:
            wrong = True
            row.wrong, row.wrong_in_all = row.wrong + 1, row.wrong_in_all + 1
            row.wrong_since = row.wrong_since or at
        row.save(update_fields=["wrong", "wrong_since", "wrong_in_all", "opened_at"])
    if wrong:
        raise InvalidValue("claim.wrong-answer")
    return row
