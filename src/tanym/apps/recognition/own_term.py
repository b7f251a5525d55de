"""The one term that a claimant has to keep, among all that run in a case."""

from __future__ import annotations

from collections.abc import Iterable

from tanym.apps.clocks.shown import ShownTerm
from tanym.apps.recognition.pinning import Record, of

CLAIMANT = "claimant"


def own_term(record: Record, clocks: Iterable[ShownTerm]) -> ShownTerm | None:
    """The running term of the stage, where it is the claimant who may act in it: papers, a condition, an appeal."""
    procedure = of(record).procedure
    stage = procedure.stages[record.stage]
    party = procedure.parties.get(stage.waits_for)
    if party is None or party.side != CLAIMANT:
        return None
    return next((one for one in clocks if one.name == stage.clock and one.state == "running"), None)


def with_office(record: Record) -> bool:
    """Whether a case that was decided waits for an answer of the office, and not for the entry of its result."""
    procedure = of(record).procedure
    stage = procedure.stages[record.stage]
    party = procedure.parties.get(stage.waits_for)
    return party is not None and party.side != CLAIMANT and stage.waits_for != "registrar"
