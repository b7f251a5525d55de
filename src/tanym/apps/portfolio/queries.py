"""Reads of the portfolio: a person's items, where they are shown, what was asked about them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tanym.apps.accounts.queries import INVENTED, is_invented
from tanym.apps.audit.playing import playing
from tanym.apps.portfolio.links import digest
from tanym.apps.portfolio.models import Item, Question, RegisterDocument
from tanym.apps.portfolio.uses import Standing, Use, uses_of
from tanym.core.kernel.errors import NotFound


def items(person: Any, *, hidden: bool = False) -> QuerySet[Item]:
    """A person's items, the newest first; with `hidden` also those that are offered nowhere."""
    found = Item.objects.filter(owner=person).select_related("file", "award__awarding_body", "register")
    return found if hidden else found.filter(hidden_at__isnull=True)


def item(public_id: UUID, person: Any) -> Item:
    """An item of this person. Raises `NotFound("page.unknown")`."""
    found = items(person, hidden=True).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def register_documents(person: Any) -> QuerySet[RegisterDocument]:
    """What an official register says somebody holds, of what was brought in and found to be theirs; the newest first."""
    return RegisterDocument.objects.filter(person=person).select_related("brought_for")


def brought_in(organisation: Any) -> QuerySet[RegisterDocument]:
    """What an organisation brought in of an official register, the latest first; not whose it is."""
    return RegisterDocument.objects.filter(brought_for=organisation).order_by("-brought_at", "-pk")


def brought_in_document(public_id: UUID, organisation: Any) -> RegisterDocument:
    """One of them. Raises `NotFound("page.unknown")`."""
    found = brought_in(organisation).select_related("brought_for").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def in_register(numbers: Iterable[str]) -> dict[str, RegisterDocument]:
    """What was brought in under these numbers of the register."""
    found = RegisterDocument.objects.filter(number__in=[one for one in numbers if one])
    return {one.number: one for one in found.select_related("person")}


def with_bytes(person: Any, sha256: str) -> Item | None:
    """The item of a person whose file has these bytes."""
    return items(person, hidden=True).filter(digest=sha256).first() if sha256 else None


def questions(item: Item) -> list[Question]:
    """What was asked about an item, the newest first."""
    return list(item.questions.select_related("asked_by", "organisation"))


def answered(item: Item) -> list[Question]:
    """What was answered about an item, the newest first."""
    return [one for one in questions(item) if one.answered_at]


def by_secret(secret: str, at: datetime) -> Question:
    """The question that a link leads to. Raises `NotFound("question.unknown")`: never was, over, used, or withdrawn."""
    return by_digest(digest(secret), at)


def by_digest(kept: str, at: datetime) -> Question:
    """The question of the digest of a secret. Raises `NotFound("question.unknown")`.

    One that was asked in a rehearsal is answered there alone: outside of it raises `NotFound("question.rehearsed")`.
    """
    found = (
        Question.objects.select_related("item__owner", "asked_by", "organisation").filter(digest=kept).first()
        if kept
        else None
    )
    if found is None or not found.open_to_answer(at):
        raise NotFound("question.unknown")
    play = playing()
    if is_invented(found.item.owner) if play is None else found.item.owner_id not in play.people:
        raise NotFound("question.rehearsed")
    return found


def waiting(owners: Collection[int], at: datetime) -> list[Question]:
    """What was asked about the items of these people (keys) and waits for an answer, the oldest first."""
    found = Question.objects.filter(item__owner__in=owners).select_related(
        "item__owner", "asked_by", "organisation"
    )
    return [one for one in found.order_by("asked_at", "pk") if one.open_to_answer(at)]


def not_rehearsed() -> QuerySet[Question]:
    """The questions that were put to somebody: none of a rehearsal."""
    return Question.objects.exclude(item__owner__username__startswith=INVENTED)


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is kept of a person here: items, files, questions, and how many items a decided case keeps."""

    items: int
    files: int
    questions: int
    kept_by_decisions: int


def holdings(person: Any) -> Holdings:
    """What is kept of a person here, in figures: for the export and the erasure of personal data."""
    own = list(Item.objects.filter(owner=person).values_list("pk", "file"))
    used = uses_of([key for key, _ in own])
    return Holdings(
        items=len(own),
        files=sum(file is not None for _, file in own),
        questions=Question.objects.filter(item__owner=person).count(),
        kept_by_decisions=sum(_decided(used[key]) for key, _ in own),
    )


def _decided(uses: list[Use]) -> bool:
    return any(one.standing is Standing.DECIDED for one in uses)
