"""A procedure as written in a pack: parties, documents, clocks, stages, steps and the rules for its commission."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Words = Mapping[str, str]

CLOCK = "clock:"
"""Prefix of the party that is a clock: `clock:papers` takes a step when the term is over."""

PROCEDURE = "procedure:"
"""Prefix of the party that is another procedure, as an appeal that comes to its end."""

SAME_STAGE = "same"
"""The target of a step that leaves the case where it is."""

NOBODY = "nobody"
"""What a stage waits for in which no act is due from anybody, as a published micro-qualification."""


OFFICES = frozenset({"authority", "appeal"})
"""The sides that decide; every other side applies. Pages tell by it whether a term is the office's or the applicant's."""


class Basis(StrEnum):
    """Why a person is of a party: by a role in an organisation, or by a relation to this case."""

    ROLE = "role"
    RELATION = "relation"


@dataclass(frozen=True, slots=True)
class Party:
    """Who acts. Nobody acts for two sides in one case."""

    name: str
    side: str
    basis: Basis
    words: Words


@dataclass(frozen=True, slots=True)
class Document:
    """A paper that somebody gives for a step; `instead` says what stands in for it."""

    name: str
    given_by: str
    needed_for: str
    words: Words
    cites: tuple[str, ...] = ()
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A term. `lasts` names a value; `on_expiry` is `"late"` or the step that the clock takes; `warn_at` is per cent.

    `reminder` is the letter that goes to the applicant once `warn_at` is reached. `stated`: the decision itself says until when, so nobody gives the value a length before.

    `extends` names the value that says by how much at most the term may be extended, `extended_by` the parties that
    may do it, `times` how often, `notice` the letter that tells the other side. `tacit` says in words what follows
    where nobody acts in time.
    """

    name: str
    lasts: str
    on_expiry: str
    warn_at: int | None = None
    extends: str = ""
    extended_by: tuple[str, ...] = ()
    times: int = 1
    notice: str = ""
    reminder: str = ""
    stated: bool = False
    tacit: Words = field(default_factory=dict)
    cites: tuple[str, ...] = ()

    @property
    def takes_step(self) -> bool:
        """Whether the end of the term is itself a step, rather than lateness that is shown."""
        return self.on_expiry != "late"


@dataclass(frozen=True, slots=True)
class Stage:
    """A place of the case: whom it waits for and under which clock (or why under none), or which end it is."""

    name: str
    words: Words
    waits_for: str = ""
    clock: str = ""
    no_clock: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A guard or an effect by name, with its arguments."""

    name: str
    arguments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One row: who may do what from which stages, under which guards, and what follows."""

    do: str
    origins: tuple[str, ...]
    to: str
    by: tuple[str, ...]
    guards: tuple[Call, ...] = ()
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    restarts: tuple[str, ...] = ()
    effects: tuple[Call, ...] = ()
    letters: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    words: Words = field(default_factory=dict)

    def target(self, stage: str) -> str:
        """The stage in which the case stands after this step was taken from `stage`."""
        return stage if self.to == SAME_STAGE else self.to


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a sheet of judgements has a line for: the rules whose findings belong to it, or `rest`: all that no other names."""

    name: str
    words: Words
    rules: tuple[str, ...] = ()
    rest: bool = False


@dataclass(frozen=True, slots=True)
class CommissionRules:
    """How a commission is made up and decides (508 model: odd, chair elected, secretary no member)."""

    odd: bool
    fewest: int
    majority: str
    quorum: str  # name of a value of type share
    chosen_by_members: tuple[str, ...] = ()
    not_members: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Procedure:
    """A whole procedure, readable alone; `version` is the SHA-256 of its canonical content."""

    id: str
    since: date
    status: str
    status_note: str
    calendar: str
    start: str
    words: Words
    cites: tuple[str, ...]
    version: str
    parties: Mapping[str, Party]
    documents: Mapping[str, Document]
    clocks: Mapping[str, Clock]
    stages: Mapping[str, Stage]
    steps: tuple[Step, ...]
    commission: CommissionRules | None = None
    criteria: Mapping[str, Criterion] = field(default_factory=dict)
    on_entry_starts: tuple[str, ...] = ()
    may_replace: tuple[str, ...] = ()

    def row(self, stage: str, do: str) -> Step | None:
        """The row of the verb `do` from `stage`; one verb may stand in two rows with different stages."""
        return next((step for step in self.steps if step.do == do and stage in step.origins), None)

    def steps_from(self, stage: str) -> tuple[Step, ...]:
        """Every row that leads on from `stage`."""
        return tuple(step for step in self.steps if stage in step.origins)

    def documents_for(self, do: str) -> tuple[Document, ...]:
        """The papers that the step `do` needs."""
        return tuple(document for document in self.documents.values() if document.needed_for == do)

    def lengths_needed(self) -> tuple[str, ...]:
        """Names of the values that give the lengths of clocks: without them no case can be opened."""
        return tuple(dict.fromkeys(clock.lasts for clock in self.clocks.values() if not clock.stated))

    def lengths_used(self) -> tuple[str, ...]:
        """Names of all values that give a length: of terms, and of their extensions."""
        extending = (clock.extends for clock in self.clocks.values() if clock.extends)
        return tuple(dict.fromkeys((*self.lengths_needed(), *extending)))
