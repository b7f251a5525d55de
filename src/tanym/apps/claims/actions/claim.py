"""Keep the document among one's records: with a new account, or in that of who is signed in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from tanym.apps.accounts.actions.forget_awaited import forget_awaited
from tanym.apps.accounts.actions.open_awaited import open_awaited
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.names import Names
from tanym.apps.audit.actions.record import record
from tanym.apps.claims.models import Claim
from tanym.apps.claims.queries import document_of
from tanym.apps.credentials.actions.hand_over import hand_over as hand_over_document
from tanym.apps.letters.actions.hand_over import hand_over as hand_over_letters
from tanym.apps.qualifications.actions.hand_over import hand_over as hand_over_award
from tanym.core.kernel.errors import NotPermitted, Refused


def claim(
    *,
    actor: Any,
    at: datetime,
    claim: Claim,
    names: Names | None = None,
    language: str = "kk",
    password: str = "",
) -> Person:
    """Whose document it is from now on; the code leads nowhere any more, and the address is forgotten.

    Whoever calls has had the second question answered. Somebody who is signed in keeps it in their own account, but
    never who conferred it (`NotPermitted("claim.own-conferral")`); anybody else opens one with `names`, `language` and
    a `password` that the form has judged. Raises `Refused("claim.claimed-already" | "claim.account-needed")`.
    """
    with transaction.atomic():
        row = (
            Claim.objects.select_for_update(of=("self",), no_key=True)
            .select_related("award__person", "award__version__micro_qualification")
            .get(pk=claim.pk)
        )
        if row.claimed_at is not None and actor.is_authenticated and row.award.person_id == actor.pk:
            return row.award.person
        if not row.works(at) or row.digest != claim.digest:  # used, or another code was made meanwhile
            raise Refused("claim.claimed-already")
        if actor.is_authenticated:
            person = _merge(row, actor, at)
        elif names is None or not password:
            raise Refused("claim.account-needed")
        else:
            person = open_awaited(
                at=at, person=row.award.person, names=names, language=language, password=password
            )
        row.claimed_at, row.how = at, "merged" if actor.is_authenticated else "account"
        row.digest = row.email = row.phone = ""
        row.opened_at = row.opened_at or at
        row.revision += 1
        row.save()
        record(actor=person, at=at, action="claims.claim", subject=row.subject, details={"how": row.how})
    return person


def _merge(row: Claim, actor: Person, at: datetime) -> Person:
    if row.award.conferred_by_id == actor.pk:
        raise NotPermitted("claim.own-conferral")
    awaited, document = row.award.person, document_of(row)
    hand_over_award(actor=actor, at=at, award=row.award, to=actor)
    if document is not None:
        hand_over_document(actor=actor, at=at, credential=document, to=actor)
    hand_over_letters(of=awaited, to=actor)
    forget_awaited(actor=actor, at=at, person=awaited)
    return actor
