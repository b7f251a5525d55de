"""Make the file of results for the state's platform."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.exams.models import PlatformEntry, Transfer
from tanym.apps.exams.permissions import TABLE
from tanym.apps.exams.platform import row
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.canonical import digest
from tanym.core.kernel.errors import Refused


def make_transfer(*, actor: Person, at: datetime, centre: Organisation) -> Transfer:
    """One file with everything that stands in none yet: each document once when issued, once when annulled.

    Raises `Refused("exams.nothing-to-transfer")`.
    """
    permit(TABLE, "make_transfer", actor, timezone.localdate(at), at=centre)
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=centre.pk)  # one file at a time
        waiting = list(
            PlatformEntry.objects.select_for_update(of=("self",), no_key=True)
            .filter(centre=centre, transfer=None, number="")
            .select_related("award", "centre")
        )
        if not waiting:
            raise Refused("exams.nothing-to-transfer")
        last = Transfer.objects.filter(centre=centre).order_by("-number").first()
        rows = [row(one) for one in waiting]
        made = Transfer.objects.create(
            centre=centre,
            number=last.number + 1 if last else 1,
            rows=rows,
            digest=digest(rows),
            made_by=actor,
            made_at=at,
        )
        PlatformEntry.objects.filter(pk__in=[one.pk for one in waiting]).update(transfer=made)
        journal(
            actor=actor,
            at=at,
            action="exams.make_transfer",
            subject=f"exams.transfer:{made.public_id}",
            details={"centre": centre.code, "rows": len(rows), "digest": made.digest},
        )
        return made
