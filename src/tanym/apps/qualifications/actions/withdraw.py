"""Take a design back before it is decided."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.qualifications import approval, notices
from tanym.apps.qualifications.drafting import locked, repeated
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.permissions import AT_OWNER, about
from tanym.apps.qualifications.queries import subject_of


def withdraw(*, actor: Person, at: datetime, version: Version, revision: int | None = None) -> Version:
    """End the procedure; nothing is deleted, and a new version may begin where this one ended.

    Raises `NotPermitted`, `Refused("changed-meanwhile" | "case.not-now")`.
    """
    permit(
        AT_OWNER,
        "withdraw",
        actor,
        timezone.localdate(at),
        at=version.micro_qualification.owner,
        about=about(version),
    )
    with transaction.atomic():
        kept = locked(version)
        if repeated(kept, actor=actor, act="withdraw", revision=revision):
            return kept
        moved = approval.take(kept, actor=actor, at=at, step="withdraw", party=approval.AUTHOR)
        approval.put(kept, moved.state, at=at)
        kept.revision += 1
        kept.save(update_fields=["case", "stage", "revision"])
        journal(actor=actor, at=at, action="qualifications.withdraw", subject=subject_of(kept))
        notices.tell(kept, moved, at=at)
        return kept
