"""The terms of a case as its pages show them, to the office and to the applicant alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from tanym.apps.accounts.queries import by_public_id
from tanym.apps.accounts.words import say
from tanym.apps.clocks.kinds import Held, kind_of
from tanym.apps.clocks.models import Term
from tanym.apps.clocks.permissions import table
from tanym.apps.clocks.proceedings import Proceeding, pinned
from tanym.apps.clocks.queries import of_subject
from tanym.apps.organisations.permissions import may
from tanym.apps.policy.shown import ShownCitation, shown_citations
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.kernel.periods import Period, Unit
from tanym.core.procedures.clocks import Extension
from tanym.core.procedures.extend import furthest
from tanym.core.procedures.lateness import Reading
from tanym.core.procedures.table import OFFICES
from tanym.rulepacks.procedures import lengths


@dataclass(frozen=True, slots=True)
class ShownExtension:
    """How a term was made longer: by whom, when, why, from when to when."""

    party: Mapping[str, str]
    person: Any
    on: date
    why: str
    before: date
    until: date


@dataclass(frozen=True, slots=True)
class ShownTerm:
    """A term: until when, how much is left of how much, who has it, by what right, what follows if nobody acts.

    `left` and `total` are working days (`working`); a term that stands still keeps what was left in its own unit.
    `state`: running, paused, late. `furthest` is the day to which the reader may still extend it, with `extend`, the
    address of the form; both are empty for everybody else.
    """

    name: str
    words: Mapping[str, str]
    state: str
    due: date | None
    left: int
    total: int
    working: bool
    party: Mapping[str, str]
    with_office: bool
    organisation: Mapping[str, str]
    person: Any
    citations: tuple[ShownCitation, ...]
    paused_since: date | None
    cause: Mapping[str, str]
    extensions: tuple[ShownExtension, ...]
    tacit: Mapping[str, str]
    furthest: date | None
    extend: str

    @property
    def used(self) -> int:
        """How much of the term is over."""
        return min(max(self.total - self.left, 0), self.total)

    @property
    def over(self) -> int:
        """By how much it is late."""
        return max(-self.left, 0)


def terms_of(found: Held, on: date, reader: Any = None) -> list[ShownTerm]:
    """The terms of a case on a day, as its state has them."""
    proceeding = pinned(found.state)
    return [_shown(found, proceeding, one, on, reader) for one in proceeding.clocks(found.state, on)]


def worded_extension() -> Mapping[str, str]:
    """What an extension is called in the history of a case."""
    return {language: say("clocks.extended", language) for language in LANGUAGES}


def past(subject: str) -> Iterable[Term]:
    """The terms of a case that have ended, the latest first."""
    return of_subject(subject).exclude(ended_on=None)


def _shown(found: Held, proceeding: Proceeding, reading: Reading, on: date, reader: Any) -> ShownTerm:
    rule = proceeding.procedure.clocks[reading.clock]
    party = proceeding.procedure.parties.get(reading.waits_for)
    holders = found.state.people.get(reading.waits_for, ())
    length = proceeding.stack.value(rule.lasts)
    until = _furthest(found, proceeding, reading, on, reader)
    prefix, _, public_id = found.subject.partition(":")
    cited = [one.citation for one in proceeding.cited_value(rule.lasts)]
    return ShownTerm(
        name=reading.clock,
        words=proceeding.words_of(rule.lasts),
        state="paused" if reading.paused else "late" if reading.late else "running",
        due=reading.due,
        left=reading.left,
        total=max(_whole(length, reading, proceeding), reading.left),
        working=reading.unit is Unit.WORKING_DAY,
        party=party.words if party else {},
        with_office=party is None or party.side in OFFICES,
        organisation=found.organisation.names,
        person=by_public_id(holders[0]) if holders else None,
        citations=shown_citations(proceeding.stack, cited, get_language() or "kk"),
        paused_since=reading.since if reading.paused else None,
        cause=proceeding.step_words(reading.cause),
        extensions=tuple(_extension(proceeding, one) for one in reading.extensions),
        tacit=reading.tacit,
        furthest=until,
        extend=reverse("clocks:extend", args=[prefix, public_id, reading.clock]) if until else "",
    )


def _whole(length: object, reading: Reading, proceeding: Proceeding) -> int:
    """How long the term is in all, with what it was extended by, as `left` counts it; 0 where nobody gives its length."""
    if not isinstance(length, Period):
        return 0
    between = proceeding.calendar.working_days_between
    if length.unit is not Unit.WORKING_DAY:
        return between(reading.since, reading.due) if reading.since and reading.due else reading.left
    return length.length + sum(between(one.before, one.until) for one in reading.extensions)


def _extension(proceeding: Proceeding, one: Extension) -> ShownExtension:
    party = proceeding.procedure.parties.get(one.party)
    return ShownExtension(
        party.words if party else {}, by_public_id(one.person), one.on, one.why, one.before, one.until
    )


def _furthest(found: Held, proceeding: Proceeding, reading: Reading, on: date, reader: Any) -> date | None:
    """How far this reader may extend a term; None where the reader, the table or the day does not let it be."""
    rule = proceeding.procedure.clocks[reading.clock]
    if reader is None or not rule.extends or not reader.is_authenticated:
        return None
    kind = kind_of(found.subject)
    if not may(table(kind.prefix), "extend", reader, on, at=found.organisation):
        return None
    if not frozenset(rule.extended_by).intersection(kind.parties(found.thing, reader, on)):
        return None
    given = lengths(proceeding.stack, proceeding.procedure)
    return furthest(proceeding.procedure, found.state, reading.clock, on, proceeding.calendar, given)
