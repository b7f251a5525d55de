"""What is kept about a person, as their page shows it: room by room, why, on which ground, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from tanym.apps.accounts.holdings import Consent, Fate, Holding, Own, SeenBy, holdings, rows, table
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import catalogue, say
from tanym.apps.organisations.models import Organisation
from tanym.apps.policy.queries import stack
from tanym.apps.policy.shown import ShownCitation, shown_citations
from tanym.apps.privacy.terms import term
from tanym.core.rules.types import ValueType
from tanym.rulepacks.entry_words import amount

JOURNAL = "audit"
PACK = "keep."
"""How the names of terms begin that the packs give."""


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of thing that a room keeps: how many, on which ground, what becomes of it, by which term of the packs."""

    name: str
    count: int
    ground: str
    fate: Fate
    term: str

    @property
    def by_pack(self) -> bool:
        """Whether the packs say how long it is kept, or ought to."""
        return self.term.startswith(PACK)


@dataclass(frozen=True, slots=True)
class Room:
    """What a room keeps about the person."""

    room: str
    name: str
    lines: tuple[Line, ...]
    also_goes: int = 0  # things that go although rows of their table stay

    @property
    def goes(self) -> int:
        """How many things may be erased when the person asks."""
        return self.also_goes + sum(one.count for one in self.lines if one.fate is Fate.GOES)

    @property
    def what_goes(self) -> str:
        """These things in words, with how many of each."""
        named = [f"{one.name}: {one.count}" for one in self.lines if one.fate is Fate.GOES]
        if self.also_goes:
            named.append(f"{name_of(f'goes.{self.room}')}: {self.also_goes}")
        return ", ".join(named)

    @property
    def grounds(self) -> tuple[Line, ...]:
        """A line for each ground and fate: what belongs together is explained once."""
        return tuple({(one.ground, one.fate, one.term): one for one in self.lines}.values())


@dataclass(frozen=True, slots=True)
class BodySays:
    """How long an organisation keeps what has ended, in words, and where that is written; no words where nowhere."""

    organisation: Organisation
    words: str
    citations: tuple[ShownCitation, ...]


def name_of(thing: str, language: str | None = None) -> str:
    """A room or a table in words; its own name where nobody has given it any."""
    code = f"holding.{thing}"
    return say(code, language) if code in catalogue() else thing


def rooms_of(person: Person) -> list[Room]:
    """What every room keeps about a person, the journal last; rooms that keep nothing are left out."""
    found = []
    for holding in sorted(holdings(), key=lambda one: one.room == JOURNAL):
        lines = tuple(one for one in (_line(holding, own, person) for own in holding.own) if one.count)
        if lines:
            also = holding.goes(person) if holding.goes is not None else 0
            found.append(Room(holding.room, name_of(f"room.{holding.room}"), lines, also))
    return found


def terms_of(person: Person, name: str, on: date) -> list[BodySays]:
    """What each organisation that keeps something of the person says of a term."""
    codes = {
        code for one in holdings() if one.bodies is not None for code in one.bodies(person)
    }  # no room twice
    return [_says(one, name, on) for one in Organisation.objects.filter(code__in=codes)]


def acts_of(person: Person) -> int:
    """How many things name the person because they acted for an office."""
    return sum(_acts(holding, person) for holding in holdings())


def seen(person: Person, most: int) -> list[SeenBy]:
    """Who read what, the latest first, over all rooms."""
    found = [one for holding in holdings() if holding.seen is not None for one in holding.seen(person)]
    return sorted(found, key=lambda one: one.at, reverse=True)[:most]


def consents_of_rooms(person: Person) -> list[Consent]:
    """The consents that rooms keep themselves, the latest first."""
    found = [
        one for holding in holdings() if holding.consents is not None for one in holding.consents(person)
    ]
    return sorted(found, key=lambda one: one.given_at, reverse=True)


def _line(holding: Holding, own: Own, person: Person) -> Line:
    return Line(
        name_of(f"{holding.room}.{own.model}"),
        rows(holding, own, person).count(),
        own.ground,
        own.fate,
        own.term,
    )


def _says(organisation: Organisation, name: str, on: date) -> BodySays:
    language, found = get_language() or "kk", term(name, on, organisation.code)
    if found.length is None:
        return BodySays(organisation, "", ())
    cited = shown_citations(stack(on, organisation.code), found.citations, language)
    return BodySays(organisation, amount(ValueType.PERIOD, found.length, language), cited)


def _acts(holding: Holding, person: Person) -> int:
    return sum(
        others.filter(**{name: person}).count()
        for model, names in holding.acts.items()
        for others in (_about_others(holding, model, person),)
        for name in names
    )


def _about_others(holding: Holding, model: str, person: Person) -> QuerySet[Any]:
    """The rows that are not the person's own: a claimant's steps in a case of their own are no acts for an office."""
    found = table(holding, Own(model, ""))._default_manager.all()
    for own in holding.own:
        if own.model == model:
            found = found.exclude(pk__in=rows(holding, own, person).values("pk"))
    return found
