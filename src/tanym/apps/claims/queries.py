"""Reads of claims."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tanym.apps.claims.codes import digests
from tanym.apps.claims.models import Claim
from tanym.apps.credentials.queries import held_by
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import places
from tanym.core.kernel.errors import NotFound

REGISTRAR = "registrar"


def by_code(code: str, at: datetime) -> Claim:
    """The claim that a tidy code opens at that moment.

    Raises `NotFound("claim.unknown")`, the same for a code that never was, has ended, was used or was replaced.
    """
    found = _claims().filter(digest__in=digests(code)).first()
    if found is None or not found.works(at):
        raise NotFound("claim.unknown")
    return found


def claim(public_id: UUID) -> Claim:
    """A claim by its public identifier. Raises `NotFound("page.unknown")`."""
    found = _claims().filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def followed(person: Any, on: date) -> QuerySet[Claim]:
    """The claims of the awarding bodies at which this person is a registrar, newest first."""
    return _claims().filter(award__awarding_body__in=bodies(person, on))


def bodies(person: Any, on: date) -> QuerySet[Organisation]:
    """The awarding bodies whose claims a person follows."""
    return places(person, [REGISTRAR], on)


def chosen(person: Any, on: date, public_ids: Sequence[str]) -> list[Claim]:
    """Those of the claims that the person follows; identifiers of others, and what is none, are left out."""
    known = []
    for one in public_ids:
        try:
            known.append(UUID(one))
        except ValueError:
            continue
    return list(
        followed(person, on).filter(public_id__in=known).order_by("award__person__name_passport", "pk")
    )


def document_of(found: Claim) -> Any:
    """The signed document of what waits (`credentials.Credential`); None while it is not signed yet."""
    return held_by(found.award.person).filter(award=found.award_id).first()


def _claims() -> QuerySet[Claim]:
    return Claim.objects.select_related(
        "award__person", "award__awarding_body", "award__version__micro_qualification"
    )
