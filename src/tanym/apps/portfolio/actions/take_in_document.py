"""Take in a document of an official register from a file of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.marked_numbers import whose
from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.apps.portfolio import notices
from tanym.apps.portfolio.models import RegisterDocument
from tanym.apps.portfolio.permissions import TABLE
from tanym.apps.portfolio.queries import in_register
from tanym.apps.portfolio.registered import Registered, contradicted, put_in
from tanym.core.kernel.errors import Refused


def take_in_document(
    *, actor: Person, at: datetime, organisation: Organisation, said: Registered, source: str, digest: str
) -> RegisterDocument | None:
    """The document under its number of the register; None where it is there already, and nothing changes.

    Where one person here has proved the number that it is made out to, it is theirs at once: it stands in their portfolio,
    and they get a letter. Otherwise it waits for whoever proves it; whoever brings it in learns neither. Raises
    `Refused("register-document.otherwise")` where the file contradicts what was brought in before.
    """
    permit(TABLE, "take_in_document", actor, timezone.localdate(at), at=organisation)
    with transaction.atomic():
        held = in_register([said.number]).get(said.number)
        if held is not None:
            if not held.annulled_on and contradicted(held, said):
                raise Refused("register-document.otherwise", number=said.number)
            return None
        person = whose(said.holder)
        made = RegisterDocument.objects.create(
            person=person,
            mark="" if person else said.holder.marks[0],
            proved=person is not None,
            number=said.number,
            kind=said.kind,
            code=said.code,
            titles=dict(said.titles),
            skills=[dict(one) for one in said.skills],
            names=dict(said.names),
            centre=said.centre,
            decided_on=said.decided_on,
            issued_on=said.issued_on,
            valid_until=said.valid_until,
            brought_by=actor,
            brought_for=organisation,
            brought_at=at,
            source=source,
            digest=digest,
        )
        record(
            actor=actor,
            at=at,
            action="portfolio.take_in_document",
            subject=made.subject,
            details={"number": made.number, "source": source, "digest": digest},
        )
        if person is not None:
            put_in(made, at)
            notices.registered(made, at)
        return made
