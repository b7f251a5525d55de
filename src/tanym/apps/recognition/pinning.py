"""The procedure of a case as the packs had it when the case was opened: table, lengths, letters, sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.models import Organisation
from tanym.apps.policy.actions.keep import keep
from tanym.apps.policy.queries import procedure as procedure_by
from tanym.apps.policy.queries import procedure_of
from tanym.apps.policy.queries import stack as stack_of
from tanym.apps.recognition.models import Appeal, RecognitionCase
from tanym.core.kernel.calendar import Calendar
from tanym.core.procedures.advance import open_case
from tanym.core.procedures.lateness import Reading, readings
from tanym.core.procedures.letters import Letter
from tanym.core.procedures.state import CaseState, from_json
from tanym.core.procedures.table import Procedure, Step
from tanym.core.rules import Stack
from tanym.core.rules.citations import Citation, Source, read_citation
from tanym.rulepacks.procedures import calendar_of, first_day, lengths, letters_in_force

Record = RecognitionCase | Appeal
"""What runs under a procedure: a case, or the appeal against its decision."""

ACADEMIC = "academic"
"""The procedure of Track A: recognition by an education organisation."""


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

    def clocks(self, state: CaseState, on: date) -> tuple[Reading, ...]:
        """What runs and what stands still on a day."""
        return readings(self.procedure, state, on, self.calendar)

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


def in_force(organisation: Organisation, procedure: str, on: date) -> Proceeding:
    """The procedure that an organisation follows on a day. Raises `NotFound("procedure.unknown")`."""
    by = stack_of(on, organisation.code)
    return Proceeding(procedure_of(by, procedure), by)


def of(record: Record) -> Proceeding:
    """The procedure of a case or an appeal, by the packs that it was opened under."""
    state = state_of(record)
    return Proceeding(
        procedure_by(state.procedure, state.opened_on, packs=state.stack),
        stack_of(state.opened_on, packs=state.stack),
    )


def state_of(record: Record) -> CaseState:
    """Where a case or an appeal stands."""
    return from_json(record.case)


def opened(
    organisation: Organisation,
    procedure: str,
    *,
    claimant: Person,
    at: datetime,
    on: date,
    appealed: CaseState | None = None,
) -> CaseState:
    """A new case of the claimant under the procedure in force; its packs are kept. Raises as `open_case`."""
    proceeding = in_force(organisation, procedure, on)
    keep(at=at, stack=proceeding.stack)
    return open_case(
        proceeding.procedure,
        on=on,
        people={"claimant": [code(claimant)]},
        calendar=proceeding.calendar,
        lengths=lengths(proceeding.stack, proceeding.procedure),
        first_day=first_day(proceeding.stack),
        stack=proceeding.stack.digests,
        appealed=appealed,
    )


def code(person: Person) -> str:
    """The opaque code under which the state knows a person."""
    return str(person.public_id)
