"""The packs of the distribution: no fault, true directions, firm evidence behind each block, the same old answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym import rulepacks
from tanym.core.kernel.periods import Period
from tanym.core.rules import Finding, Outcome, Pack, Severity, Stack, check, find, read_facts, read_pack
from tanym.core.rules.bundle import bundle_bytes, read_bundle
from tanym.core.rules.cases import closure, read_cases
from tanym.core.rules.check_pack import faults_in
from tanym.core.rules.directions import Direction
from tanym.core.rules.resolved import bind
from tanym.core.rules.types import Typed
from tests.places import ROOT

EXAMPLES = ROOT / "tests" / "rulepacks" / "examples"
PACKS = rulepacks.shipped()
VOCABULARY = rulepacks.vocabulary()
DAY = date(2026, 3, 1)


def test_the_packs_have_no_fault() -> None:
    assert [str(fault) for fault in faults_in(PACKS, VOCABULARY)] == []


def test_the_planted_loosening_of_the_example_university_is_its_only_fault() -> None:
    university = rulepacks.load_folder(EXAMPLES / "university")
    found = faults_in((*PACKS, university), VOCABULARY)
    assert [(fault.code, fault.details["value"]) for fault in found] == [
        ("layer.too-loose", "credit.workload-lowest")
    ]


def finding(folder: str, facts: Mapping[str, object], rule: str, on: date = DAY) -> Finding:
    law = rulepacks.stack((*rulepacks.load(["kz"]), rulepacks.load_folder(EXAMPLES / folder)), on)
    found = check(law, "design", facts, on).finding(rule)
    assert found is not None
    return found


def test_the_trail_of_the_workload_of_a_credit_names_three_layers() -> None:
    facts = {"design.minutes": 54 * 60, "design.credits": 200}
    found = finding("university", facts, "MQ-06")
    assert found.outcome is Outcome.NOT_MET
    assert [
        (step.spoken.pack, step.spoken.raw, str(step.verdict))
        for step in found.trail["credit.workload-lowest"]
    ] == [
        ("eu", "25 hour", "first"),
        ("kz", "30 academic-hour", "same"),
        ("example-university", "20 hour", "ignored-looser-than-allowed"),
    ]


def test_an_illustrative_limit_warns_and_the_european_one_still_blocks() -> None:
    twenty = finding("limits", {"design.credits": 2000, "design.minutes": 30000}, "MQ-08")
    forty_one = finding("limits", {"design.credits": 4100, "design.minutes": 61500}, "MQ-08")
    assert (twenty.outcome, twenty.severity) == (Outcome.NOT_MET, Severity.WARN)
    assert (forty_one.outcome, forty_one.severity) == (Outcome.NOT_MET, Severity.BLOCK)


def test_a_university_raises_a_warning_to_a_block() -> None:
    found = finding("university", {"design.stakeholder_part": []}, "MQ-27")
    assert (found.outcome, found.severity) == (Outcome.NOT_MET, Severity.BLOCK)
    assert [step.pack for step in found.severity_trail] == ["eu", "example-university"]


def test_a_second_version_of_a_procedure_replaces_the_first_from_its_day() -> None:
    packs = (*rulepacks.load(["kz"]), rulepacks.load_folder(EXAMPLES / "new-version"))
    assert rulepacks.stack(packs, date(2026, 8, 31)).procedure("academic").pack == "kz"
    replacing = "institution" in PACKS[-1].files["academic.procedure.toml"]["procedure"].get(
        "may_replace", []
    )
    expected = "example-university-next" if replacing else "kz"
    assert rulepacks.stack(packs, date(2026, 9, 1)).procedure("academic").pack == expected


def test_no_figure_of_our_own_blocks() -> None:
    law = rulepacks.stack(PACKS, DAY)
    for name, value in law.values.items():
        if any(cite.own_figure or "own-figures" in cite.source for cite in value.spoken.cites):
            assert not value.firm, name


def test_only_the_title_of_two_letters_warns_because_the_length_is_ours() -> None:
    law = rulepacks.stack(rulepacks.load(["eu"]), DAY)
    short = check(law, "design", {"design.titles": {"en": "IT"}}, DAY).finding("MQ-01")
    absent = check(law, "design", {"design.titles": {}}, DAY).finding("MQ-01")
    assert short is not None
    assert absent is not None
    assert (short.outcome, short.severity) == (Outcome.NOT_MET, Severity.WARN)
    assert (absent.outcome, absent.severity) == (Outcome.NOT_MET, Severity.BLOCK)


@cache
def law_of(asked: tuple[str, ...], on: date) -> Stack:
    packs = {one.id: one for id in asked for one in closure(id, PACKS)}
    return rulepacks.stack(tuple(packs.values()), on)


def cases() -> Iterator[tuple[str, Stack, Mapping[str, Typed], tuple[str, ...]]]:
    """Every case's stack and facts, with the rules that it names."""
    for pack in PACKS:
        for case in read_cases(pack)[0]:
            law = law_of(case.under or (pack.id,), case.on)
            facts = read_facts(law.facts, case.facts, law.units)
            yield case.name, law, facts, tuple(one.rule for one in case.expect)


def tighter(direction: Direction, value: Typed) -> Iterator[Typed]:
    """Values one step tighter in the direction."""
    step = 1 if direction is Direction.HIGHER else -1
    if isinstance(value, bool):
        return
    if isinstance(value, int) and value + step >= 0:
        yield value + step
        yield value * 2 if step > 0 else value // 2
    elif isinstance(value, Fraction):
        yield (value + (1 if step > 0 else 0)) / 2
    elif isinstance(value, Period) and value.length + step >= 0:
        yield Period(value.length + step, value.unit)
    elif isinstance(value, Mapping):
        yield {code: max(0, one + step) for code, one in value.items() if isinstance(one, int)}
    elif direction is Direction.MORE and isinstance(value, frozenset):
        yield value | {"one more"}
    elif direction is Direction.MORE and isinstance(value, tuple):
        yield (*(one for one in value if isinstance(one, str)), "one more")
    elif direction is Direction.FEWER and isinstance(value, frozenset | tuple):
        yield from (
            type(value)(other for other in value if other != one) for one in sorted(value, key=str)[:3]
        )


def test_tightening_a_value_never_turns_not_met_into_met() -> None:
    """So `tighter` is true of each rule that uses the value, over all cases."""
    tried = 0
    for name, law, facts, rules in cases():
        types = {fact: one.type for fact, one in law.facts.items()}
        plain = {value: one.value for value, one in law.values.items()}
        for rule in rules:
            resolved = law.rules[rule]
            if resolved.reading.outcome(facts) is not Outcome.NOT_MET:
                continue
            for value in resolved.rule.values & plain.keys():
                direction = law.values[value].definition.tighter
                for other in tighter(direction, plain[value]) if direction else ():
                    again = bind(resolved.rule, types, {**plain, value: other}, law.functions)
                    assert again.outcome(facts) is not Outcome.MET, f"{name}: {rule} with a tighter {value}"
                    tried += 1
    assert tried > 50


@given(st.data())
def test_learning_more_never_turns_a_decided_finding(data: st.DataObject) -> None:
    name, law, facts, rules = data.draw(st.sampled_from(ALL_CASES))
    less = {fact: facts[fact] for fact in facts if data.draw(st.booleans())}
    for rule in rules:
        before = law.rules[rule].outcome(less)
        after = law.rules[rule].outcome(facts)
        applies = before is not Outcome.UNDECIDED
        assert not applies or before is after, f"{name}: {rule}"


ALL_CASES = list(cases())


def test_reports_from_exported_bundles_equal_those_from_files() -> None:
    again = [read_pack(read_bundle(bundle_bytes(pack.files))) for pack in PACKS]
    assert [pack.digest for pack in again] == [pack.digest for pack in PACKS]
    facts = {"design.credits": 200, "design.minutes": 3240}
    one, other = (check(rulepacks.stack(packs, DAY), "design", facts, DAY) for packs in (PACKS, again))
    assert one.to_bytes() == other.to_bytes()


def test_old_days_give_old_answers() -> None:
    """Thirty per cent is F on the older scale and FX on the present one."""
    for on, letter in ((date(2020, 3, 1), "F"), (date(2026, 3, 1), "FX")):
        law = rulepacks.stack(rulepacks.load(["kz"]), on)
        found = find(law, law.rules["KZ-GR-01"], {"result.percent": 3000, "result.letter": letter}, on)
        assert found.outcome is Outcome.MET


def test_a_block_that_rests_on_an_unread_scale_only_warns() -> None:
    on = date(2020, 3, 1)
    law = rulepacks.stack(rulepacks.load(["kz"]), on)
    found = find(law, law.rules["KZ-GR-01"], {"result.percent": 3000, "result.letter": "A"}, on)
    assert (found.outcome, found.severity, found.unread) == (Outcome.NOT_MET, Severity.WARN, True)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_a_pack_of_the_distribution_says_what_it_covers_and_how_sure_it_is(pack: Pack) -> None:
    assert pack.coverage
    assert pack.status_note


def test_packs_come_after_what_they_require() -> None:
    seen: set[str] = set()
    for pack in PACKS:
        assert set(pack.requires) <= seen
        seen.add(pack.id)
    assert [pack.id for pack in rulepacks.load("eu")] == ["eu"]
    assert {pack.id for pack in rulepacks.load(["kz"])} == {
        "eu",
        "governance",
        "kz",
        "kz-508",
        "recognition",
        "validation",
    }


def test_example_folders_are_read_by_path() -> None:
    assert rulepacks.load_folder(Path(EXAMPLES / "limits")).id == "example-limits"
