"""A procedure with the packs that it runs under: opened, pinned for the life of a case, and the one way to take a step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tanym.apps.accounts.models import Person
from tanym.apps.policy.actions.keep import keep
from tanym.apps.policy.queries import procedure, procedure_of, stack
from tanym.core.kernel.calendar import Calendar
from tanym.core.kernel.periods import Period, Unit
from tanym.core.procedures.advance import Advanced, advance, open_case
from tanym.core.procedures.case_facts import CaseFacts
from tanym.core.procedures.guards import oracle
from tanym.core.procedures.lateness import Reading, readings
from tanym.core.procedures.letters import Letter
from tanym.core.procedures.state import CaseState
from tanym.core.procedures.table import Procedure, Stage, Step
from tanym.core.rules import Stack
from tanym.core.rules.citations import Citation, Source, read_citation
from tanym.rulepacks.procedures import calendar_of, first_day, lengths, letters_in_force


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation with its source: what a page shows."""

    citation: Citation
    source: Source | None


@dataclass(frozen=True, slots=True)
class Proceeding:
    """A procedure and the stack of packs that it runs under."""

    procedure: Procedure
    stack: Stack

    @property
    def calendar(self) -> Calendar:
        """The working days by which its terms count."""
        return calendar_of(self.procedure)

    @property
    def letters(self) -> Mapping[str, Letter]:
        """The letters of its packs."""
        return letters_in_force(self.stack)

    def stage(self, state: CaseState) -> Stage:
        """The stage in which a case stands, in words and with whom it waits for."""
        return self.procedure.stages[state.stage]

    def clocks(self, state: CaseState, on: date) -> tuple[Reading, ...]:
        """What runs and what stands still on a day."""
        return readings(self.procedure, state, on, self.calendar)

    def words_of(self, value: str) -> Mapping[str, str]:
        """What a value is called, in the highest pack that names it."""
        named = (pack.values[value].words for pack in self.stack.packs if value in pack.values)
        return next((words for words in named if words), {})

    def step_words(self, do: str) -> Mapping[str, str]:
        """What a step is called; empty for one that the table does not have."""
        return next((row.words for row in self.procedure.steps if row.do == do and row.words), {})

    def guarded(self, stage: str, guard: str) -> tuple[Step, ...]:
        """The steps from a stage before which this guard stands: what the stage is for."""
        return tuple(
            row for row in self.procedure.steps_from(stage) if guard in {call.name for call in row.guards}
        )

    def cited(self, texts: tuple[str, ...]) -> tuple[Cited, ...]:
        """The citations of a step or a stage of the table, with their sources."""
        pack = self.stack.procedure(self.procedure.id).pack
        found = (read_citation(text, pack) for text in texts)
        return tuple(Cited(one, self.stack.source(one)) for one in found)

    def cited_value(self, name: str) -> tuple[Cited, ...]:
        """Who gave a value its length or share: the institution, or an act."""
        value = self.stack.values.get(name)
        return tuple(Cited(one, self.stack.source(one)) for one in value.spoken.cites) if value else ()


def in_force(organisation: str, name: str, on: date) -> Proceeding:
    """The procedure that an organisation (by its code) follows on a day. Raises `NotFound("procedure.unknown")`."""
    by = stack(on, organisation)
    return Proceeding(procedure_of(by, name), by)


def pinned(state: CaseState) -> Proceeding:
    """The procedure of a case by the packs that it was opened under."""
    return Proceeding(
        procedure(state.procedure, state.opened_on, packs=state.stack),
        stack(state.opened_on, packs=state.stack),
    )


def opened(
    organisation: str,
    name: str,
    *,
    people: Mapping[str, Iterable[str]],
    at: datetime,
    on: date,
    appealed: CaseState | None = None,
) -> CaseState:
    """A new case under the procedure in force at an organisation (by its code); its packs are kept.

    `people` names the codes of persons by relation (see `code`). Raises as `open_case`.
    """
    proceeding = in_force(organisation, name, on)
    keep(at=at, stack=proceeding.stack)
    return open_case(
        proceeding.procedure,
        on=on,
        people=people,
        calendar=proceeding.calendar,
        lengths=lengths(proceeding.stack, proceeding.procedure),
        first_day=first_day(proceeding.stack),
        stack=proceeding.stack.digests,
        appealed=appealed,
    )


def take(
    state: CaseState, *, step: str, party: str, person: str | None, on: date, facts: CaseFacts | None = None
) -> Advanced:
    """The case after a step, by the packs it is pinned to; `person` is a code, None for a clock. Raises as `advance`."""
    proceeding = pinned(state)
    return advance(
        proceeding.procedure,
        state,
        step=step,
        party=party,
        person=person,
        on=on,
        oracle=oracle(facts or CaseFacts()),
        calendar=proceeding.calendar,
        lengths={**lengths(proceeding.stack, proceeding.procedure), **_stated(facts, on)},
        first_day=first_day(proceeding.stack),
    )


def _stated(facts: CaseFacts | None, on: date) -> dict[str, Period]:
    """The lengths of terms whose last day a decision states, from today on; one that is over has no day left."""
    days = facts.stated if facts else {}
    return {name: Period(max((until - on).days, 0), Unit.DAY) for name, until in days.items()}


def code(person: Person) -> str:
    """The opaque code under which a state knows a person."""
    return str(person.public_id)
