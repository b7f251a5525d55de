"""What the keeper's desk shows, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import get_language

from tanym.apps.accounts.queries import by_public_id
from tanym.apps.accounts.words import here, say
from tanym.apps.organisations.queries import organisations
from tanym.apps.registers import proposals, queries
from tanym.apps.registers.columns import columns
from tanym.apps.registers.load import load_of
from tanym.apps.registers.models import Entry, Proposal
from tanym.apps.registers.proposing import Given, read_given
from tanym.apps.registers.queries import Stood, definition
from tanym.apps.registers.shown import MARKS, code_word, span
from tanym.core.kernel.errors import TanymError
from tanym.core.registers.definition import Definition
from tanym.core.registers.standing import Act, Change, admit

SAYS = ("sectors", "levels", "roles", "micro_qualifications", "parties", "load", "conditions", "contact")


@dataclass(frozen=True, slots=True)
class DeskLine:
    """An entry as its keeper sees it; `open` is how many assessments a person has to do now."""

    entry: Entry
    name: str
    mark: str
    status: str
    span: str
    soon: bool
    open: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Card:
    """A register on the desk."""

    of: Definition
    title: str
    in_force: int
    soon: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal in words."""

    proposal: Proposal
    title: str
    act: str
    name: str
    state: str


def card(of: Definition, on: date) -> Card:
    """How a register stands."""
    rows = queries.entries(of.id, on)
    return Card(
        of=of,
        title=here(of.words),
        in_force=sum(one.standing.in_force for one in rows),
        soon=sum(proposals.ends_soon(one, on) for one in rows),
        waiting=proposals.proposals([of.id]).count(),
    )


def line(one: Stood, on: date) -> DeskLine:
    """An entry in a list."""
    now = one.standing
    person = one.entry.person
    most = now.content.get("load")
    return DeskLine(
        entry=one.entry,
        name=entry_name(one.entry),
        mark=MARKS[now.status],
        status=say(f"register.status.{now.status}"),
        span=span(now.since, now.until),
        soon=proposals.ends_soon(one, on),
        open=load_of(person) if person else None,
        most=most if isinstance(most, int) else None,
    )


def entry_line(found: Entry, on: date) -> DeskLine | None:
    """The same of one entry; None where nothing was recorded of it."""
    now = queries.stood(found, on)
    return line(Stood(found, now), on) if now else None


def fits(one: Stood, on: date, status: str, soon: bool, words: str) -> bool:
    """Whether an entry is what the keeper looks for."""
    text = f"{entry_name(one.entry)} {one.entry.number}".casefold()
    return (
        (not status or one.standing.status == status)
        and (not soon or proposals.ends_soon(one, on))
        and all(word in text for word in words.casefold().split())
    )


def query(status: str, soon: bool, words: str) -> str:
    """The filters as part of an address, for the links to other pages of the list."""
    given = {"status": status, "soon": "1" if soon else "", "q": words}
    return urlencode({name: value for name, value in given.items() if value})


def entry_name(of: Entry) -> str:
    """Whom or what an entry is about, for its keeper: also a person by name."""
    if of.person:
        return str(of.person.name(get_language() or "kk"))
    return here(of.organisation.names if of.organisation else of.titles) or of.number


def acts(found: Entry, on: date) -> list[tuple[str, str]]:
    """What can be done with an entry from today on: act and the verb of its button."""
    before = queries.changes(found)
    possible = []
    for one in (Act.AMENDED, Act.SUSPENDED, Act.REINSTATED, Act.WITHDRAWN, Act.ANNULLED):
        try:
            admit(before, Change(len(before) + 1, one, max(on, *(c.since for c in before)), on))
        except TanymError:
            continue
        possible.append((str(one), say(f"register.do.{one}")))
    return possible


def says(found: Entry, on: date) -> list[tuple[str, str]]:
    """What an entry says, line by line."""
    now = queries.stood(found, on)
    return _lines(now.content) if now else []


def proposed(of: Proposal) -> Proposed:
    """A proposal in a list."""
    return Proposed(
        proposal=of,
        title=here(definition(of.register).words),
        act=say(f"register.act.{of.act}"),
        name=entry_name(of.entry) if of.entry else _new_name(read_given(of.given)),
        state=say(f"register.proposal.{of.state}"),
    )


def difference(of: Proposal, on: date) -> list[tuple[str, str, str]]:
    """What a proposal would change: name, now, then. Of an act without content only its days, reason and basis."""
    given = read_given(of.given)
    now = queries.stood(of.entry, on) if of.entry else None
    before: dict[str, str] = dict(_lines(now.content)) if now else {}
    after = dict(_lines(given.content))
    rows = []
    if of.act in (Act.ENTERED, Act.AMENDED):
        names = [say(f"register.column.{name}") for name in SAYS]
        rows = [
            (name, before.get(name, ""), after.get(name, ""))
            for name in names
            if before.get(name, "") != after.get(name, "")
        ]
    days = span(now.since, now.until) if now else ""
    rows.append((say("register.desk.days"), days, span(given.since, given.until)))
    rows.append((say("register.feed.reason"), "", here(given.reason)))
    rows.append((say("register.column.basis"), "", here(given.basis)))
    return [(name, was, then) for name, was, then in rows if was or then]


def _new_name(given: Given) -> str:
    if given.organisation:
        return _organisation(given.organisation)
    if given.person:
        person = by_public_id(given.person)
        return str(person.name(get_language() or "kk")) if person else ""
    return here(given.titles)


def _lines(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    said = {**content, **(content.get("scope") or {})}
    return [(say(f"register.column.{name}"), _words(name, said[name])) for name in SAYS if said.get(name)]


def _words(name: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return here(value)
    kind = next(iter(columns([name]))).words
    several = value if isinstance(value, list) else [value]
    if name == "parties":
        return "; ".join(_organisation(str(one)) for one in several)
    return ", ".join(code_word(kind, str(one)) if kind else str(one) for one in several)


def _organisation(code: str) -> str:
    found = organisations().filter(code=code).first()
    return here(found.names) if found else code
