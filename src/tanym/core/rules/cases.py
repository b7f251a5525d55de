"""Cases: what a lawyer writes to say what is meant (facts on a day, and what each rule should then say)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tanym.core.kernel.errors import TanymError
from tanym.core.kernel.faults import Fault
from tanym.core.rules.findings import find
from tanym.core.rules.forms import Form
from tanym.core.rules.outcomes import Outcome
from tanym.core.rules.pack import Pack, read_pack
from tanym.core.rules.rule import Severity
from tanym.core.rules.stack import Stacks
from tanym.core.rules.vocabulary import Vocabulary, read_facts

SUFFIX = ".cases.toml"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What one rule should say; the severity only where the case names one."""

    rule: str
    outcome: Outcome
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """`under` names the packs that the case asks; empty: its own pack and all that this requires.

    `values` are what an imagined institution has decided: so a rule can be tried whose number the nation leaves open.
    """

    name: str
    pack: str
    path: str
    on: date
    under: tuple[str, ...]
    facts: Mapping[str, Any]
    expect: tuple[Expectation, ...]
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One expectation and what the rule really said; `trouble` where the case could not be run at all."""

    case: Case
    expected: Expectation
    outcome: Outcome | None
    severity: Severity | None
    trouble: str = ""

    @property
    def passed(self) -> bool:
        expected = self.expected
        return self.outcome is expected.outcome and expected.severity in (None, self.severity)


def read_cases(pack: Pack) -> tuple[tuple[Case, ...], tuple[Fault, ...]]:
    """The cases of a pack and the faults of their form.

    A case with a `procedure` belongs to `core.procedures` and is passed over.
    """
    faults: list[Fault] = []
    cases: list[Case] = []
    for path, content in sorted(pack.files.items()):
        if not path.endswith(SUFFIX):
            continue
        for form in Form(content, path, pack.id, faults).listed("case", called="name"):
            if not form.has("procedure") and (case := _read_case(form, path)):
                cases.append(case)
    return tuple(cases), tuple(faults)


def _read_case(form: Form, path: str) -> Case | None:
    name, on, under = form.text("name", required=True), form.day("on", required=True), form.texts("under")
    facts, values = form.below("facts").table, form.below("values").table
    expect = tuple(_read_expectations(form.below("expect")))
    form.text("note")
    form.end()
    return Case(name, form.pack, path, on, under, facts, expect, values) if name and on else None


def _read_expectations(form: Form) -> Iterable[Expectation]:
    for rule, written in form.table.items():
        below = (
            Form(written, f"{form.place} {rule}", form.pack, form.faults)
            if isinstance(written, Mapping)
            else None
        )
        if below is None:
            outcome, severity = form.choice(rule, Outcome), None
        else:
            outcome = below.choice("outcome", Outcome, required=True)
            severity = below.choice("severity", Severity)
            below.end()
        if outcome:
            yield Expectation(rule, outcome, severity)


def closure(pack: str, packs: Iterable[Pack]) -> tuple[Pack, ...]:
    """A pack and all that it requires."""
    known = {one.id: one for one in packs}
    found: dict[str, Pack] = {}
    open_ = [pack]
    while open_:
        one = open_.pop()
        if one in known and one not in found:
            found[one] = known[one]
            open_ += known[one].requires
    return tuple(found.values())


def run_case(
    case: Case, packs: Sequence[Pack], vocabulary: Vocabulary, stacks: Stacks | None = None
) -> tuple[CaseResult, ...]:
    """Each expectation of the case against these packs. A case that can't be run fails with the trouble named.

    `stacks` spares resolving the same packs for each of many cases.
    """
    asked: dict[str, Pack] = {}
    for pack in case.under or (case.pack,):
        asked |= {one.id: one for one in closure(pack, packs)}
    if case.values:
        asked[_IMAGINED] = _imagined(case)
    try:
        stack = (stacks or Stacks(vocabulary)).on(tuple(asked.values()), case.on)
        facts = read_facts(stack.facts, case.facts, stack.units)
    except TanymError as wrong:
        return tuple(CaseResult(case, one, None, None, str(wrong)) for one in case.expect)
    results: list[CaseResult] = []
    for one in case.expect:
        if one.rule not in stack.rules:
            results.append(CaseResult(case, one, None, None, f"rule.unknown ({one.rule})"))
            continue
        finding = find(stack, stack.rules[one.rule], facts, case.on)
        results.append(CaseResult(case, one, finding.outcome, finding.severity))
    return tuple(results)


_IMAGINED = "imagined-institution"


def _imagined(case: Case) -> Pack:
    """The pack of an institution that has decided the values of a case."""
    entries = {
        name: {"dated": [{"since": case.on, "value": value, "cites": ["own, the case [O]"]}]}
        for name, value in case.values.items()
    }
    head = {"id": _IMAGINED, "layer": "institution", "jurisdiction": "-", "status": "in-force"}
    source = {"own": {"kind": "own-decision", "title": "The case"}}
    return read_pack(
        {"pack.toml": head, "sources.toml": {"source": source}, "values.toml": {"value": entries}}
    )


def uncovered(pack: Pack, cases: Iterable[Case]) -> tuple[tuple[str, Outcome], ...]:
    """Rules of the pack without a case for met, not met or undecided: such a pack is not released."""
    covered = {(one.rule, one.outcome) for case in cases for one in case.expect}
    asked = (Outcome.MET, Outcome.NOT_MET, Outcome.UNDECIDED)
    rules = sorted({rule.id for rule in pack.rules})
    return tuple((rule, outcome) for rule in rules for outcome in asked if (rule, outcome) not in covered)
