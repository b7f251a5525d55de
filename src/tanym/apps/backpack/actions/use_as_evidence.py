"""Use a document that one brought in as evidence in a case of recognition."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.backpack.evidence import keep_as_item
from tanym.apps.backpack.models import ImportedCredential
from tanym.apps.backpack.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.actions.put_evidence import put_evidence
from tanym.apps.recognition.queries import case as find_case


def use_as_evidence(
    *,
    actor: Person,
    at: datetime,
    credential: ImportedCredential,
    case: UUID,
    revision: int,
    outcomes: Iterable[str] = (),
) -> None:
    """Its item in the portfolio is put into the case; its signature and status are asked anew at this moment.

    Raises as `put_evidence`: `Refused("evidence.twice")` where the case has it already.
    """
    on = timezone.localdate(at)
    permit(TABLE, "use_as_evidence", actor, on, owner=credential.owner)
    found = find_case(case, actor, on)
    item = keep_as_item(credential, actor=actor, at=at)
    put_evidence(actor=actor, at=at, case=found, revision=revision, item=item, outcomes=outcomes)
