"""What `tanym packs test` runs: both checkers, every case of rules and procedures, and that none lacks one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tanym.core.kernel.faults import Fault
from tanym.core.rules import Pack, Vocabulary
from tanym.core.rules.cases import CaseResult, closure, read_cases, run_case, uncovered
from tanym.core.rules.check_pack import faults_in
from tanym.core.rules.stack import Stacks
from tanym.rulepacks.procedure_cases import run_procedure_cases
from tanym.rulepacks.release import procedure_faults


@dataclass(frozen=True, slots=True)
class PackTest:
    """All that was found wrong with one pack, taken with what it requires."""

    pack: str
    cases: int
    expectations: int
    faults: tuple[Fault, ...]
    failed: tuple[CaseResult, ...]
    went_otherwise: tuple[Fault, ...] = ()  # acts in the cases of procedures

    @property
    def failures(self) -> int:
        return len(self.faults) + len(self.failed) + len(self.went_otherwise)

    @property
    def passed(self) -> bool:
        return not self.failures

    def plain(self) -> dict[str, Any]:
        """JSON data."""
        return {
            "pack": self.pack,
            "cases": self.cases,
            "expectations": self.expectations,
            "faults": [_plain_fault(one) for one in self.faults],
            "failed": [
                {
                    "case": one.case.name,
                    "rule": one.expected.rule,
                    "expected": str(one.expected.outcome),
                    "outcome": one.trouble or str(one.outcome),
                }
                for one in self.failed
            ],
            "went_otherwise": [_plain_fault(one) for one in self.went_otherwise],
        }


def _plain_fault(fault: Fault) -> dict[str, Any]:
    details = {name: str(value) for name, value in fault.details.items()}
    return {"code": fault.code, "place": fault.place, "details": details}


def test_packs(packs: Sequence[Pack], vocabulary: Vocabulary) -> tuple[PackTest, ...]:
    """Each pack with all that it requires; a fault is told once, at the pack that has it."""
    return tuple(test_pack(pack, packs, vocabulary) for pack in packs)


def test_pack(pack: Pack, packs: Sequence[Pack], vocabulary: Vocabulary) -> PackTest:
    """One of the packs with all that it requires."""
    together = closure(pack.id, packs)
    cases, _ = read_cases(pack)
    stacks = Stacks(vocabulary)
    ran = [result for case in cases for result in run_case(case, packs, vocabulary, stacks)]
    faults = [one for one in faults_in(together, vocabulary) if one.place.startswith(f"{pack.id}: ")]
    faults += [
        Fault("rule.no-case", f"{pack.id}: rule {rule}", {"rule": rule, "outcome": str(outcome)})
        for rule, outcome in uncovered(pack, cases)
    ]
    faults += procedure_faults(pack, together, vocabulary)
    procedures = run_procedure_cases(pack, packs, vocabulary)
    return PackTest(
        pack.id,
        cases=len(cases) + len(procedures.cases),
        expectations=len(ran) + procedures.acts,
        faults=(*faults, *procedures.form),
        failed=tuple(one for one in ran if not one.passed),
        went_otherwise=procedures.failed,
    )
