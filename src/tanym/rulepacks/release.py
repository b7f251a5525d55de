"""Everything that stands in the way of releasing a pack: values, rules, cases, procedures, letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tanym.core.kernel.errors import TanymError
from tanym.core.kernel.faults import Fault
from tanym.core.rules import Pack, Vocabulary, release, resolve
from tanym.core.rules.cases import closure
from tanym.core.rules.stack import change_days
from tanym.core.rules.tables import procedures_of
from tanym.rulepacks.procedure_cases import run_procedure_cases
from tanym.rulepacks.procedures import check_procedures


def release_faults(pack: Pack, packs: Sequence[Pack], vocabulary: Vocabulary) -> tuple[Fault, ...]:
    """All of `core.rules.release`, and of the pack's procedures: the table, the letters, each case, each row's case.

    `packs` hold at least all that the pack requires. A length that no pack gives is no fault of the table.
    """
    every = (*(one for one in packs if one.id != pack.id), pack)
    cases = run_procedure_cases(pack, every, vocabulary)
    found = (
        *release.release_faults(pack, every, vocabulary),
        *procedure_faults(pack, every, vocabulary),
        *cases.form,
        *cases.failed,
    )
    return tuple({str(fault): fault for fault in found}.values())


def procedure_faults(pack: Pack, packs: Sequence[Pack], vocabulary: Vocabulary) -> tuple[Fault, ...]:
    """Faults of the tables and letters that the pack brings, on every day on which something in its stack changes.

    `procedure.not-replaceable`: a pack above brings this procedure and does not let this layer replace it.
    """
    together = closure(pack.id, packs)
    found = {str(fault): fault for fault in _not_replaceable(pack, together)}
    for day in change_days([one for one in together if not one.faults]):
        try:
            stack = resolve(together, day, vocabulary)
        except TanymError:  # reported as a fault of the pack already
            continue
        for fault in check_procedures(stack):
            if fault.place.startswith(f"{pack.id}: "):
                found.setdefault(str(fault), fault)
    return tuple(found.values())


def _not_replaceable(pack: Pack, packs: Sequence[Pack]) -> Iterator[Fault]:
    own = {one.id: one for one in procedures_of(pack)}
    for above in packs:
        if above.layer.depth >= pack.layer.depth:
            continue
        for one in procedures_of(above):
            if one.id in own and pack.layer.value not in one.content["procedure"].get("may_replace", ()):
                place = f"{pack.id}: {own[one.id].path}"
                yield Fault("procedure.not-replaceable", place, {"procedure": one.id, "pack": above.id})
