"""What a learner's own page shows: one next step, where a case is, what is ready, documents, learning, letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tanym.apps.accounts.models import Person
from tanym.apps.credentials.queries import held_by, links_of
from tanym.apps.learning.queries import enrolments_of
from tanym.apps.letters.models import Letter
from tanym.apps.letters.queries import letters_to
from tanym.apps.recognition.queries import Standing, cases_of, standing
from tanym.core.kernel.errors import NotFound

SHOWN = 4
"""How many of a kind the page shows before it leads on."""


@dataclass(frozen=True, slots=True)
class Next:
    """The one next step: `kind` says which, `about` what it concerns."""

    kind: str
    about: Any = None


@dataclass(frozen=True, slots=True)
class Home:
    """Everything on a person's own page."""

    next: Next
    cases: list[Standing]
    documents: list[Any]
    document_count: int
    enrolments: list[Any]
    letters: list[Letter]
    unread: int
    links: int

    @property
    def open_case(self) -> Standing | None:
        """The case that is under way, the newest first; a draft only where nothing else is open."""
        return next(iter(sorted(self._open, key=lambda one: one.draft)), None)

    @property
    def other_cases(self) -> list[Standing]:
        """The other open cases."""
        return [one for one in self._open if one is not self.open_case]

    @property
    def _open(self) -> list[Standing]:
        return [one for one in self.cases if not one.over]

    @property
    def closed_cases(self) -> list[Standing]:
        """The cases that are over."""
        return [one for one in self.cases if one.over]


def home(person: Person, on: date) -> Home:
    """The page of a person on a day."""
    cases = [standing(case, on) for case in cases_of(person)[:20]]
    documents = held_by(person)
    enrolments = list(enrolments_of(person)[:20])
    letters = letters_to(person)
    unread = letters.filter(read_at__isnull=True)
    shown = list(documents[:SHOWN])
    return Home(
        next=_next(cases, documents.filter(revoked_at__isnull=True).first(), enrolments, unread.first()),
        cases=cases,
        documents=shown,
        document_count=documents.count(),
        enrolments=enrolments[:SHOWN],
        letters=list(letters[:SHOWN]),
        unread=unread.count(),
        links=sum(len(links_of(one)) for one in documents),
    )


def letter(person: Person, public_id: UUID) -> Letter:
    """A person's own letter. Raises `NotFound`."""
    found = letters_to(person).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def shares(person: Person, at: datetime) -> list[tuple[Any, list[tuple[Any, bool]]]]:
    """Each document with the links that were given away and not withdrawn, and whether each still works."""
    return [(one, [(link, link.works(at)) for link in links_of(one)]) for one in held_by(person)]


def _next(cases: list[Standing], document: Any, enrolments: list[Any], unread: Letter | None) -> Next:
    for kind, found in (
        ("papers", next((one for one in cases if one.papers_awaited), None)),
        ("term", min((one for one in cases if one.own), key=lambda one: one.own.due, default=None)),
        ("letter", unread),
        ("draft", next((one for one in cases if one.draft), None)),
        ("learn", next((one for one in enrolments if one.state == "enrolled"), None)),
        ("count", document if not any(not one.over for one in cases) else None),
    ):
        if found is not None:
            return Next(kind, found)
    return Next("wait" if any(not one.over for one in cases) else "choose")
