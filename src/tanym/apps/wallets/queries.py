"""Reads of wallets: offers and copies of one's documents, questions that one asked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import places
from tanym.apps.wallets.codes import code_of, reference_in
from tanym.apps.wallets.models import Copy, Offer, Question
from tanym.core.kernel.errors import NotFound

ASKING = frozenset({"employer", "officer", "registrar", "secretary", "evaluator"})
"""The roles in which one asks other people for a document, in the name of the organisation."""


def offer(public_id: UUID) -> Offer:
    """The offer with this identifier. Raises `NotFound("page.unknown")`."""
    return _one(_offers().filter(public_id=public_id).first())


def offer_by_reference(reference: str, at: datetime) -> Offer:
    """The offer that a wallet fetches, while it can be taken. Raises `NotFound("wallet.offer-over")`."""
    found = _offers().filter(reference=reference).first()
    if found is None or not found.waits(at):
        raise NotFound("wallet.offer-over")
    return found


def offer_by_code(code: str) -> Offer | None:
    """The offer that a pre-authorised code is of, whatever its state."""
    found = _offers().filter(reference=reference_in(code)[:40], way=Offer.Way.CODE).first()
    return found if found is not None and constant_time_compare(code, code_of(found)) else None


def waiting_offer(credential: Any, at: datetime) -> Offer | None:
    """The offer of a document that a wallet can still take."""
    return next((one for one in _offers().filter(credential=credential)[:10] if one.waits(at)), None)


def copies_of(credential: Any) -> QuerySet[Copy]:
    """Every copy of a document that was handed over, newest first."""
    return Copy.objects.filter(credential=credential).select_related("credential", "place")


def copies_held_by(person: Person) -> QuerySet[Copy]:
    """Every copy of a person's documents, newest first."""
    return Copy.objects.filter(credential__holder=person).select_related(
        "credential__award__version",
        "credential__award__discipline",
        "credential__award__awarding_body",
        "place",
    )


def copy(public_id: UUID) -> Copy:
    """The copy with this identifier. Raises `NotFound("page.unknown")`."""
    found = Copy.objects.select_related("credential__holder", "place").filter(public_id=public_id).first()
    return _one(found)


def question(public_id: UUID) -> Question:
    """The question with this identifier. Raises `NotFound("page.unknown")`."""
    return _one(_questions().filter(public_id=public_id).first())


def question_by_reference(reference: str) -> Question:
    """The question that a wallet answers. Raises `NotFound("wallet.question-over")`."""
    found = _questions().filter(reference=reference).first()
    if found is None:
        raise NotFound("wallet.question-over")
    return found


def questions_of(person: Person, sessions: list[str], at: datetime) -> QuerySet[Question]:
    """What a person asked in this browser and what is still open or shown, newest first."""
    return _questions().filter(asked_by=person, session__in=sessions, closed_at__isnull=True)


def asking_places(person: Any, on: date) -> QuerySet[Organisation]:
    """The organisations in whose name a person may ask: confirmed, so that nobody asks in a name that is not theirs."""
    return places(person, ASKING, on).filter(confirmed=True)


def _offers() -> QuerySet[Offer]:
    return Offer.objects.select_related(
        "credential__holder", "credential__award__awarding_body", "credential__award__version"
    )


def _questions() -> QuerySet[Question]:
    return Question.objects.select_related("organisation", "asked_by", "micro_qualification")


def _one(found: Any) -> Any:
    if found is None:
        raise NotFound("page.unknown")
    return found
