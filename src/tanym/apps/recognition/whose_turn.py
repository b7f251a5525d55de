"""With whom a case or an appeal is: everybody who has something to do now, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import here, say
from tanym.apps.clocks.proceedings import code
from tanym.apps.recognition.models import Pending
from tanym.apps.recognition.pending import Waiter, waiters
from tanym.apps.recognition.pinning import Record, of, state_of
from tanym.apps.recognition.proceedings import case_of
from tanym.core.kernel.localized import LANGUAGES, choose
from tanym.core.procedures.table import Basis, Party

MEMBERS = "recognition.with.members"
"""The words for members of a commission who have a vote to give: no table names them as a party."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A party that has something to do; `person` where it is one person alone."""

    words: Mapping[str, str]
    person: Person | None = None

    @property
    def said(self) -> str:
        """The party, with the name of the person, in the reader's language."""
        words = here(self.words)
        return f"{words}, {self.person.name(get_language() or 'kk')}" if self.person else words


def turns(record: Record, waiting: Iterable[Waiter] | None = None) -> list[Turn]:
    """The parties that have something to do, the one that the table names first; none at an end, nor where another
    procedure has the case. `waiting`: who is waited for, where it was written down (`Pending`)."""
    procedure = of(record).procedure
    party = procedure.parties.get(procedure.stages[record.stage].waits_for)
    if party is None:
        return []
    found: dict[tuple[str, ...], tuple[Mapping[str, str], list[Person]]] = {}
    for person, role in waiters(record, case_of(record)) if waiting is None else waiting:
        words = _of_role(record, role) if person is None else _of_person(record, party, person)
        _words, people = found.setdefault(tuple(words.values()), (words, []))
        if person is not None and person not in people:
            people.append(person)
    if not found:
        return [Turn(party.words)]
    rows = [Turn(words, people[0] if len(people) == 1 else None) for words, people in found.values()]
    return sorted(rows, key=lambda one: one.words != party.words)


def in_words(rows: Iterable[Turn]) -> Mapping[str, str]:
    """The parties by language, one after another; empty for none."""
    found = list(rows)
    return {one: ", ".join(choose(row.words, one)[0] for row in found) for one in LANGUAGES} if found else {}


def turns_of(row: Pending) -> list[Turn]:
    """The same from what was written down of a case that is open: a list asks for nothing more."""
    waiting = [(one.person, one.role) for one in row.awaited.all()]
    return turns(row.appeal or row.case, waiting)


def _of_role(record: Record, role: str) -> Mapping[str, str]:
    parties = of(record).procedure.parties.items()
    return next(
        (
            one.words
            for name, one in parties
            if one.basis is Basis.ROLE and name.removeprefix("appeal-") == role
        ),
        {},
    )


def _of_person(record: Record, party: Party, person: Person) -> Mapping[str, str]:
    """A member of the commission who has none of its offices is no party of the table."""
    held = state_of(record).people
    if party.name == "assessor" or code(person) in held.get(party.name, ()):
        return party.words
    return {language: say(MEMBERS, language) for language in LANGUAGES}
