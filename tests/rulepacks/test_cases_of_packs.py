"""Every case of every pack, under its own name; and that every rule has a case for each outcome."""

from __future__ import annotations

import pytest

from tanym import rulepacks
from tanym.core.rules import Pack
from tanym.core.rules.cases import Case, read_cases, run_case, uncovered

PACKS = rulepacks.shipped()
CASES = [case for pack in PACKS for case in read_cases(pack)[0]]


@pytest.mark.parametrize("case", CASES, ids=[f"{case.pack}: {case.name}" for case in CASES])
def test_a_case_says_what_is_meant(case: Case) -> None:
    for result in run_case(case, PACKS, rulepacks.vocabulary()):
        assert result.passed, f"{result.expected} but {result.outcome} {result.severity} {result.trouble}"


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_every_rule_has_a_case_for_met_not_met_and_undecided(pack: Pack) -> None:
    assert uncovered(pack, read_cases(pack)[0]) == ()


def test_the_names_of_a_packs_cases_differ() -> None:
    names = [(case.pack, case.name) for case in CASES]
    assert len(names) == len(set(names))
