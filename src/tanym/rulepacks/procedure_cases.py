"""The cases of a pack's procedures, each run on its day under the pack and all that it requires."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tanym.core.kernel.errors import InvalidValue, TanymError
from tanym.core.kernel.faults import Fault
from tanym.core.procedures.cases import ProcedureCase, read_procedure_cases
from tanym.core.procedures.parse import parse_procedure
from tanym.core.procedures.run_cases import CaseRun, rows_without_case, run_procedure_case
from tanym.core.procedures.table import Procedure
from tanym.core.rules import Pack, Vocabulary
from tanym.core.rules.cases import closure
from tanym.core.rules.stack import Stacks
from tanym.core.rules.tables import procedures_of
from tanym.rulepacks.procedures import calendar_of, first_day, lengths, procedure_in_force


@dataclass(frozen=True, slots=True)
class ProcedureCases:
    """How the cases of one pack went; every place begins with the pack's id.

    `form` holds faults of how cases are written, and `step.no-case` for each row of the newest version of a procedure
    of this pack that no case takes; `failed` holds what went otherwise than written.
    """

    cases: tuple[ProcedureCase, ...]
    runs: tuple[CaseRun, ...]
    form: tuple[Fault, ...]
    failed: tuple[Fault, ...]

    @property
    def acts(self) -> int:
        """How many acts and looks the cases write down."""
        return sum(len(case.acts) for case in self.cases)


def run_procedure_cases(pack: Pack, packs: Sequence[Pack], vocabulary: Vocabulary) -> ProcedureCases:
    """Every case of the pack's procedures, run; `packs` hold at least what it requires.

    A row that stands unchanged in the table of a pack above is shown by the cases there.
    """
    cases, wrong = read_procedure_cases(pack.files)
    stacks = Stacks(vocabulary)
    together = closure(pack.id, packs)
    runs = tuple(_run(case, together, stacks) for case in cases)
    own = _own(pack)
    shown = (*runs, *_runs_above(pack, packs, stacks, frozenset(table.id for table in own)))
    uncovered = [
        fault
        for table in own
        for fault in rows_without_case(table, [run for run in shown if run.case.procedure == table.id])
    ]
    return ProcedureCases(
        cases,
        runs,
        form=_placed(pack, (*wrong, *uncovered)),
        failed=_placed(pack, [fault for run in runs for fault in run.faults]),
    )


def _runs_above(
    pack: Pack, packs: Sequence[Pack], stacks: Stacks, procedures: frozenset[str]
) -> Iterator[CaseRun]:
    """The cases that packs above give of these procedures, each under its own pack."""
    for above in closure(pack.id, packs):
        if above.id != pack.id and procedures & {file.id for file in procedures_of(above)}:
            together = closure(above.id, packs)
            for case in read_procedure_cases(above.files)[0]:
                if case.procedure in procedures:
                    yield _run(case, together, stacks)


def _run(case: ProcedureCase, packs: Sequence[Pack], stacks: Stacks) -> CaseRun:
    try:
        stack = stacks.on(packs, case.on)
        table = procedure_in_force(stack, case.procedure)
        return run_procedure_case(
            case,
            table,
            calendar=calendar_of(table),
            lengths=lengths(stack, table),
            first_day=first_day(stack),
        )
    except TanymError as wrong:
        return CaseRun(case, (Fault(wrong.code, case.place, wrong.details),), ())


def _own(pack: Pack) -> tuple[Procedure, ...]:
    """The newest version of each procedure that the pack brings; one that cannot be read is the checker's matter."""
    newest: dict[str, Procedure] = {}
    for file in procedures_of(pack):
        try:
            table = parse_procedure(file.content, f"{pack.id}: {file.path}")
        except InvalidValue:
            continue
        if table.id not in newest or newest[table.id].since < table.since:
            newest[table.id] = table
    return tuple(newest.values())


def _placed(pack: Pack, faults: Sequence[Fault]) -> tuple[Fault, ...]:
    return tuple(Fault(one.code, f"{pack.id}: {one.place}", one.details) for one in faults)
