"""Withdraw an appeal."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.deciding import return_result
from tanym.apps.recognition.models import Appeal
from tanym.apps.recognition.notices import announce
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.proceedings import locked, repeated, take


def withdraw_appeal(*, actor: Person, at: datetime, appeal: Appeal, revision: int | None) -> Appeal:
    """The claimant takes the appeal back; the first decision stands and takes effect. Raises as `advance`."""
    permit(TABLE, "withdraw_appeal", actor, timezone.localdate(at), owner=appeal.of.claimant)
    with transaction.atomic():
        found = locked(appeal)
        if repeated(found, actor=actor, act="withdraw", revision=revision):
            return found
        moved = take(found, actor=actor, at=at, step="withdraw")
        announce(found, moved, at=at)
        return_result(found, moved, actor=actor, at=at)
        return found
