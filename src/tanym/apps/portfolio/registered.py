"""A document of an official register: what a file says of it, what would contradict it, and its words as evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from tanym.apps.accounts.holdings import Lapsing
from tanym.apps.accounts.marked_numbers import MarkedNumber, given_marks
from tanym.apps.accounts.words import day, say
from tanym.apps.portfolio.models import Item, RegisterDocument
from tanym.apps.portfolio.removing import holding, take_away
from tanym.core.kernel.localized import choose
from tanym.core.recognition.evidence import EvidenceKind

COMPARED = ("kind", "code", "decided_on", "issued_on", "valid_until", "centre")
"""What a document says the same each time; names may be spelt in more than one way."""


@dataclass(frozen=True, slots=True)
class Registered:
    """What a file of the register says of a document; `titles` and each of `skills` by language."""

    number: str
    holder: MarkedNumber
    kind: str
    code: str
    titles: Mapping[str, str]
    skills: Sequence[Mapping[str, str]]
    names: Mapping[str, str]
    centre: str
    decided_on: date | None
    issued_on: date
    valid_until: date | None


def contradicted(held: RegisterDocument, said: Registered) -> list[str]:
    """What the file says otherwise than what was brought in before: names of `COMPARED`, and `holder`.

    Whether the number is the holder's own is unknown once they took it back, and what is unknown contradicts nothing.
    """
    found = [name for name in COMPARED if getattr(held, name) != getattr(said, name)]
    known = given_marks(held.person) if held.person else (held.mark,)
    if any(known) and not set(known) & set(said.holder.marks):
        found.append("holder")
    return found


def what_it_says(document: RegisterDocument, language: str) -> str:
    """The document in words, for whoever reads it as evidence: and that the register itself was not asked."""
    lines = [
        say("register-document.number", language, number=document.number),
        say("register-document.profession", language, code=document.code),
        *(choose(one, language)[0] for one in document.skills),
    ]
    if document.valid_until:
        lines.append(say("register-document.valid-until", language, day=day(document.valid_until, language)))
    if not document.proved:
        lines.append(say("register-document.typed", language))
    lines.append(
        say(
            "register-document.from-file",
            language,
            organisation=choose(document.brought_for.names, language)[0],
            digest=document.digest[:16],
        )
    )
    return "\n".join(lines)


def put_in(document: RegisterDocument, at: datetime) -> Item:
    """The item of the holder's portfolio that is this document, shown again where it was hidden; for a caller's transaction."""
    assert document.person is not None
    owner = document.person
    item, _new = Item.objects.get_or_create(
        owner=owner,
        register=document,
        defaults={
            "kind": EvidenceKind.CERTIFICATE,
            "title": choose(document.titles, owner.language)[0],
            "provider": document.centre,
            "dated": document.issued_on,
            "text": what_it_says(document, owner.language),
            "kept_at": at,
            "changed_at": at,
        },
    )
    says = what_it_says(document, owner.language)
    if item.hidden_at is not None or item.text != says:
        item.hidden_at, item.text = None, says
        item.revision += 1
        item.save(update_fields=["hidden_at", "text", "revision"])
    return item


def give_up(document: RegisterDocument, at: datetime) -> None:
    """Take it out of the portfolio of somebody who only typed the number; what a case relies on stays in that case."""
    for item in Item.objects.filter(owner=document.person, register=document):
        if not holding(item):
            take_away(item, at=at)


def lapses() -> Iterator[Lapsing]:
    """Documents that nobody has claimed: kept as long as a case that ended without a decision."""
    waiting = RegisterDocument.objects.filter(person=None).exclude(mark="").select_related("brought_for")
    for one in waiting.iterator():
        yield _lapsing(one)


def _lapsing(document: RegisterDocument) -> Lapsing:
    def erase(_at: datetime) -> int:
        return document.delete()[0]

    return Lapsing(
        subject=document.subject,
        organisation=document.brought_for.code,
        term="keep.undecided",
        ended_on=localdate(document.brought_at),
        erase=erase,
    )


def unclaimed(marks: Iterable[str], *, proved: bool) -> list[RegisterDocument]:
    """What waits for the holder of a number, under lock; for one who proved it also what somebody got who only typed it."""
    wanted = [one for one in marks if one]
    found = RegisterDocument.objects.select_for_update(of=("self",), no_key=True).select_related(
        "brought_for"
    )
    found = found.filter(proved=False) if proved else found.filter(person=None)
    return list(found.filter(mark__in=wanted).order_by("pk")) if wanted else []
