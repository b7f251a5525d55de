"""Take in documents that the state's platform decided on alone, and the annulments of such."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.exams.permissions import TABLE
from tanym.apps.exams.queries import centres_of
from tanym.apps.organisations.permissions import may
from tanym.apps.portfolio.actions.end_document import end_document
from tanym.apps.portfolio.actions.take_in_document import take_in_document
from tanym.apps.portfolio.registered import Registered
from tanym.core.kernel.errors import NotPermitted


def take_in_documents(
    *,
    actor: Person,
    at: datetime,
    documents: Sequence[Registered],
    annulled: Sequence[tuple[str, date]],
    source: str,
    digest: str,
) -> Mapping[str, int]:
    """How many documents and annulments are new; in the order of the register's numbers, each once.

    The centre for which they are brought in is the first one at whose desk the actor works: it answers for the file, not
    for the decision. Raises `NotPermitted`, and as `take_in_document`.
    """
    on = timezone.localdate(at)
    centre = next(
        (one for one in centres_of(actor, on) if may(TABLE, "take_in_documents", actor, on, at=one)), None
    )
    if centre is None:
        raise NotPermitted("not-permitted", action="take_in_documents")
    taken = ended = 0
    with transaction.atomic():
        for said in sorted(documents, key=lambda one: one.number):
            made = take_in_document(
                actor=actor, at=at, organisation=centre, said=said, source=source, digest=digest
            )
            taken += made is not None
        for number, day in sorted(annulled):
            ended += end_document(
                actor=actor,
                at=at,
                organisation=centre,
                number=number,
                on=day,
                source=source,
                digest=digest,
            )
    return {"exams.list.documents": taken, "exams.list.annulments": ended}
