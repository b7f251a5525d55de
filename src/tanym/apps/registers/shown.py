"""What the public pages of registers show, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from tanym.apps.accounts.words import catalogue, day, here, say
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import organisations
from tanym.apps.policy.queries import stack
from tanym.apps.policy.shown import ShownCitation, shown_citations
from tanym.apps.registers.columns import Column, Kind, columns
from tanym.apps.registers.finding import Noted
from tanym.apps.registers.queries import definition
from tanym.apps.registers.sources import ChangeRow, Row, Source
from tanym.core.kernel.localized import choose
from tanym.core.registers.definition import Definition
from tanym.core.registers.standing import Status
from tanym.core.rules import Stack
from tanym.core.rules.citations import Citation, read_citation

MARKS: Mapping[Status, str] = {
    Status.IN_FORCE: "yes",
    Status.SUSPENDED: "no",
    Status.WITHDRAWN: "no",
    Status.ANNULLED: "no",
    Status.EXPIRED: "none",
    Status.NOT_YET: "todo",
}
"""Status → shape and colour of the interface."""

IN_LISTS = 3
"""How many columns of a register stand in its list, beside the name and the status."""
LIMITS = frozenset({"sectors", "levels", "micro_qualifications"})
"""What the scope of a right may limit; where it names none, the right is not limited in it."""
NOT_IN_LISTS = frozenset({"number", "basis", "documents", "conditions", "contact", "digest"})


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a cell: words, with a link where it leads to a page; `language` where they stand in another one."""

    text: str
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A column of an entry with its value."""

    name: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A register: what it is, who keeps it, on which basis."""

    id: str
    title: str
    about: str
    keeper: Organisation | None
    keeper_code: str
    basis: tuple[ShownCitation, ...]
    kept_since: date
    four_eyes: bool


class Names:
    """The organisations of a page, read once."""

    @cached_property
    def known(self) -> Mapping[str, Organisation]:
        """Organisation by code."""
        return {one.code: one for one in organisations()}

    def part(self, code: str) -> Part:
        """The name of an organisation, leading to its page; the words that were given where we know none."""
        found = self.known.get(code)
        if found is None:
            return Part(code)
        name, language = choose(found.names, _language())
        return Part(name, _organisation(code), "" if language == _language() else language)


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in a list."""

    row: Row
    title: str
    language: str
    number: str
    mark: str
    status: str
    span: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """An act in the history of an entry."""

    change: ChangeRow
    act: str
    span: str
    reason: str
    language: str
    recorded: date
    later: bool


def head(of: Definition, holding: Stack, names: Names) -> Head:
    """A register for its readers; `holding` are the rules of today, which describe its sources."""
    cited = [_cited(holding, one) for one in of.basis]
    return Head(
        id=of.id,
        title=here(of.words),
        about=here(of.about),
        keeper=names.known.get(of.keeper),
        keeper_code=of.keeper,
        basis=shown_citations(holding, cited, _language()),
        kept_since=of.kept_since,
        four_eyes=of.four_eyes,
    )


def note(by: Source, on: date) -> tuple[str, tuple[ShownCitation, ...]] | None:
    """How the rows of a register are made, and the sources of the value behind it; None where nothing has to be said."""
    if not isinstance(by, Noted):
        return None
    found, holding = by.note(on), stack(on)
    value = holding.values.get(found.value)
    cited = shown_citations(holding, value.spoken.cites, _language()) if value else ()
    return say(found.code, **found.details), cited


def line(row: Row, by: Source, names: Names) -> Line:
    """An entry as a line of a list."""
    shown = listed(by)
    title, language = named(row)
    return Line(
        row=row,
        title=title,
        language=language,
        number=str(row.cells.get("number", "")),
        mark=MARKS[row.status],
        status=say(f"register.status.{row.status}"),
        span=span_of(row),
        facts=tuple(Fact(one.name, column_title(one), said(one, row, by, names)) for one in shown),
    )


def listed(by: Source) -> tuple[Column, ...]:
    """The columns that stand in the list of a register: its first ones, without what is long or said already."""
    if definition(by.register).subject == "organisation":  # the organisation is the name of the entry
        hidden = NOT_IN_LISTS | {"organisation"}
    else:
        hidden = NOT_IN_LISTS
    fitting = [
        one
        for one in columns(by.columns)
        if one.name not in hidden and one.kind not in (Kind.TEXTS, Kind.ADDRESSES)
    ]
    return tuple(fitting[:IN_LISTS])


def facts(row: Row, by: Source, names: Names) -> list[Fact]:
    """All that an entry says, column by column; what nobody has entered is left out."""
    found = [Fact(one.name, column_title(one), said(one, row, by, names)) for one in columns(by.columns)]
    return [one for one in found if one.parts and one.name not in ("number", "documents")]


def said(of: Column, row: Row, by: Source, names: Names) -> tuple[Part, ...]:
    """A cell in words; a right whose scope names nothing here is not limited in it."""
    found = parts(of, row, names)
    about = definition(by.register)
    free = about.authorises and of.name in about.scope and of.name in LIMITS
    return (Part(say("register.unlimited")),) if free and not found else found


def parts(of: Column, row: Row, names: Names) -> tuple[Part, ...]:
    """A cell in words."""
    value = row.cells.get(of.name)
    if value is None or value == "" or value == {}:
        return ()
    several: Iterable[Any] = value if isinstance(value, (list, tuple, set, frozenset)) else (value,)
    return tuple(part for one in several if (part := _part(of, one, names)).text)


def named(row: Row) -> tuple[str, str]:
    """What an entry is called, and its language where that is not the reader's; its number where it has no name."""
    text, language = choose(row.titles, _language())
    if not text:
        return str(row.cells.get("number") or row.id), ""
    return text, "" if language == _language() else language


def other_names(row: Row) -> list[Part]:
    """The names in the other languages."""
    shown = named(row)[0]
    return [Part(text, language=language) for language, text in row.titles.items() if text and text != shown]


def moment(change: ChangeRow) -> Moment:
    """An act for its readers."""
    reason, language = choose(change.reason, _language())
    recorded = timezone.localdate(change.at)
    return Moment(
        change=change,
        act=say(f"register.act.{change.act}"),
        span=span(change.since, change.until),
        reason=reason,
        language="" if language == _language() else language,
        recorded=recorded,
        later=change.since is not None and change.since != recorded,
    )


def span_of(row: Row) -> str:
    """The days of an entry; said to be those of the entry where it does not hold throughout them."""
    found = span(row.since, row.until)
    halted = row.status in (Status.SUSPENDED, Status.WITHDRAWN, Status.ANNULLED)
    return say("register.span.of-entry", span=found) if found and halted else found


def span(since: date | None, until: date | None) -> str:
    """From when until when, in words."""
    if since and until:
        return say("register.span.both", since=day(since), until=day(until))
    if since:
        return say("register.span.since", since=day(since))
    return say("register.span.until", until=day(until)) if until else ""


def column_title(of: Column) -> str:
    """The name of a column."""
    return say(f"register.column.{of.name}")


def code_word(kind: str, code: str) -> str:
    """The word of a code (`word.sector`, `it`); the code itself where nobody has written one."""
    names = (f"{kind}.{code}", f"{kind}.in-{code}")
    return next((say(name) for name in names if name in catalogue()), code)


def _part(of: Column, value: Any, names: Names) -> Part:
    if of.kind in (Kind.ORGANISATION, Kind.ORGANISATIONS):
        return names.part(str(value))
    if isinstance(value, Mapping):
        text, language = choose({str(k): str(v) for k, v in value.items()}, _language())
        return Part(text, language="" if language == _language() else language)
    if isinstance(value, date):
        return Part(day(value))
    if of.words:
        return Part(code_word(of.words, str(value)))
    if of.page:
        return Part(str(value), f"/{_language()}/registers/{of.page}/{value}/")
    return Part(str(value))


def _cited(holding: Stack, text: str) -> Citation:
    """The citation of a register, with the pack that describes its source: the country's own before others."""
    found = read_citation(text, "kz")
    packs = (name for name, known in holding.sources.items() if found.source in known)
    return found if holding.source(found) else replace(found, pack=next(packs, "kz"))


def _organisation(code: str) -> str:
    return f"/{_language()}/registers/organisations/{code}/"


def _language() -> str:
    return get_language() or "kk"
