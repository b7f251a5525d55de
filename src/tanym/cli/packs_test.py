"""What `tanym packs test` runs: the checker, the procedures' checker, every case, and that no rule lacks one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tanym.core.kernel.errors import TanymError
from tanym.core.kernel.faults import Fault
from tanym.core.rules import Pack, Vocabulary, resolve
from tanym.core.rules.cases import CaseResult, closure, read_cases, run_case, uncovered
from tanym.core.rules.check_pack import faults_in
from tanym.core.rules.stack import change_days
from tanym.rulepacks.procedures import check_procedures


@dataclass(frozen=True, slots=True)
class PackTest:
    """All that was found wrong with one pack, taken with what it requires."""

    pack: str
    cases: int
    expectations: int
    faults: tuple[Fault, ...]
    failed: tuple[CaseResult, ...]

    @property
    def failures(self) -> int:
        return len(self.faults) + len(self.failed)

    @property
    def passed(self) -> bool:
        return not self.failures

    def plain(self) -> dict[str, Any]:
        """JSON data."""
        return {
            "pack": self.pack,
            "cases": self.cases,
            "expectations": self.expectations,
            "faults": [
                {"code": one.code, "place": one.place, "details": {k: str(v) for k, v in one.details.items()}}
                for one in self.faults
            ],
            "failed": [
                {
                    "case": one.case.name,
                    "rule": one.expected.rule,
                    "expected": str(one.expected.outcome),
                    "outcome": one.trouble or str(one.outcome),
                }
                for one in self.failed
            ],
        }


def test_packs(packs: Sequence[Pack], vocabulary: Vocabulary) -> tuple[PackTest, ...]:
    """Each pack with all that it requires; a fault is told once, at the pack that has it."""
    results: list[PackTest] = []
    for pack in packs:
        together = closure(pack.id, packs)
        cases, _ = read_cases(pack)
        ran = [result for case in cases for result in run_case(case, packs, vocabulary)]
        faults = [one for one in faults_in(together, vocabulary) if one.place.startswith(f"{pack.id}: ")]
        faults += [
            Fault("rule.no-case", f"{pack.id}: rule {rule}", {"rule": rule, "outcome": str(outcome)})
            for rule, outcome in uncovered(pack, cases)
        ]
        faults += _procedure_faults(pack, together, vocabulary)
        failed = tuple(one for one in ran if not one.passed)
        results.append(PackTest(pack.id, len(cases), len(ran), tuple(faults), failed))
    return tuple(results)


def _procedure_faults(pack: Pack, together: Sequence[Pack], vocabulary: Vocabulary) -> list[Fault]:
    """The procedures that the pack brings, on every day on which something in the stack changes."""
    found: dict[str, Fault] = {}
    for day in _days(together):
        try:
            stack = resolve(together, day, vocabulary)
        except TanymError:  # reported as a fault of the pack already
            continue
        for fault in check_procedures(stack):
            if fault.place.startswith(f"{pack.id}: "):
                found.setdefault(str(fault), fault)
    return list(found.values())


def _days(packs: Sequence[Pack]) -> Sequence[date]:
    return change_days([pack for pack in packs if not pack.faults])
