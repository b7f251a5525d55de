"""What stands in the way of releasing a pack, as far as its values, rules and cases go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tanym.core.kernel.faults import Fault
from tanym.core.rules.cases import CaseResult, closure, read_cases, run_case, uncovered
from tanym.core.rules.check_pack import faults_in
from tanym.core.rules.pack import Pack
from tanym.core.rules.stack import Stacks
from tanym.core.rules.vocabulary import Vocabulary


def release_faults(pack: Pack, packs: Sequence[Pack], vocabulary: Vocabulary) -> tuple[Fault, ...]:
    """The checker's faults, each case that fails, and each outcome of a rule that no case shows (packs.md, section 6).

    `packs` hold at least all that the pack requires; the pack itself is taken in place of one with its id. Places
    begin with the pack's id. Procedures and letters: `rulepacks.release`.
    """
    every = (*(one for one in packs if one.id != pack.id), pack)
    cases, _ = read_cases(pack)
    stacks = Stacks(vocabulary)
    found = [one for one in faults_in(closure(pack.id, every), vocabulary) if _is_of(pack, one)]
    found += [
        _failed(result)
        for case in cases
        for result in run_case(case, every, vocabulary, stacks)
        if not result.passed
    ]
    found += [
        Fault("rule.no-case", f"{pack.id}: rule {rule}", {"rule": rule, "outcome": str(outcome)})
        for rule, outcome in uncovered(pack, cases)
    ]
    return tuple(found)


def _is_of(pack: Pack, fault: Fault) -> bool:
    return fault.place.startswith(f"{pack.id}: ")


def _failed(result: CaseResult) -> Fault:
    case, expected = result.case, result.expected
    place = f"{case.pack}: {case.path} case {case.name}"
    if result.trouble:
        return Fault("case-of-rules.not-run", place, {"rule": expected.rule, "trouble": result.trouble})
    return Fault("case-of-rules.failed", place, dict(_both(result)))


def _both(result: CaseResult) -> Iterator[tuple[str, object]]:
    yield "rule", result.expected.rule
    yield "expected", f"outcome.{result.expected.outcome}"
    yield "found", f"outcome.{result.outcome}"
    if result.outcome is result.expected.outcome:  # then it is the severity that differs
        yield "expected", f"severity.{result.expected.severity}"
        yield "found", f"severity.{result.severity}"
