"""Save what an author has changed in a design."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.qualifications import approval
from tanym.apps.qualifications.drafting import canonical_document, fill, locked
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.permissions import AT_OWNER, about
from tanym.apps.qualifications.queries import subject_of
from tanym.core.kernel.errors import Refused


def revise(
    *, actor: Person, at: datetime, version: Version, document: Mapping[str, Any], revision: int | None = None
) -> Version:
    """Write the document, complete or not. The code stays; the same document again changes nothing.

    Raises `InvalidDocument`, `NotPermitted`, `Refused("changed-meanwhile")` where somebody saved since `revision`,
    `Refused("design.not-yours-now")` while it is not the author's turn.
    """
    permit(
        AT_OWNER,
        "revise",
        actor,
        timezone.localdate(at),
        at=version.micro_qualification.owner,
        about=about(version),
    )
    with transaction.atomic():
        kept = locked(version)
        design, content = canonical_document({**document, "code": kept.micro_qualification.code})
        if content == kept.content:  # a double click, or nothing was changed
            return kept
        if revision is not None and revision != kept.revision:
            raise Refused("changed-meanwhile")
        if not approval.with_author(kept):
            raise Refused("design.not-yours-now", stage=kept.stage)
        fill(kept, design, content)
        kept.revision += 1
        kept.edited_by, kept.edited_at = actor, at
        kept.save()
        journal(
            actor=actor,
            at=at,
            action="qualifications.revise",
            subject=subject_of(kept),
            details={"revision": kept.revision, "document": kept.digest},
        )
        return kept
