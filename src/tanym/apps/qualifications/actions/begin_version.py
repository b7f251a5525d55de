"""Begin a new version of a micro-qualification."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.audit.queries import repeats
from tanym.apps.organisations.permissions import permit
from tanym.apps.qualifications import approval
from tanym.apps.qualifications.drafting import canonical_document, fill, locked
from tanym.apps.qualifications.models import MicroQualification, Version
from tanym.apps.qualifications.permissions import AT_OWNER, about
from tanym.apps.qualifications.queries import subject_of
from tanym.core.kernel.errors import Refused
from tanym.core.procedures.state import to_json


def begin_version(*, actor: Person, at: datetime, version: Version) -> Version:
    """A draft that starts as a copy of a version that nobody works at any more; the published one stays as it is.

    What changed since the version before is left for the author to write. Raises `NotPermitted`,
    `Refused("design.not-the-newest")` where a newer version has begun.
    """
    on = timezone.localdate(at)
    permit(AT_OWNER, "begin_version", actor, on, at=version.micro_qualification.owner, about=about(version))
    with transaction.atomic():
        MicroQualification.objects.select_for_update(no_key=True).get(pk=version.micro_qualification_id)
        before = locked(version)
        newest = before.micro_qualification.versions.order_by("-number").first()
        after = {"after": str(before.public_id)}
        if newest and repeats(
            subject_of(newest), actor=actor, action="qualifications.begin_version", details=after
        ):
            return newest
        if newest is None or newest.pk != before.pk or not approval.settled(before):
            raise Refused("design.not-the-newest")
        state = approval.opened(actor, at)
        design, content = canonical_document({k: v for k, v in before.content.items() if k != "changes"})
        begun = Version(
            micro_qualification=before.micro_qualification,
            number=before.number + 1,
            stage=state.stage,
            case=to_json(state),
            edited_by=actor,
            edited_at=at,
        )
        fill(begun, design, content)
        begun.save()
        journal(
            actor=actor,
            at=at,
            action="qualifications.begin_version",
            subject=subject_of(begun),
            details={"number": begun.number, **after},
        )
        return begun
