"""What stands in the way of a release: faults, failing cases, outcomes that no case shows; and at which entry each stands."""

from __future__ import annotations

import pytest

from tanym.core.kernel.faults import Fault
from tanym.core.rules import Pack
from tanym.core.rules.entries import Place
from tanym.core.rules.fault_places import located
from tanym.core.rules.release import release_faults
from tests.core.rules.building import LIMIT, limit, pack, vocabulary

CASES = """
[[case]]
name = "Forty is enough"
on = 2026-03-01
facts.design = { credits = 40 }
expect.R-1 = "met"

[[case]]
name = "Forty-one, is too much"
on = 2026-03-01
facts.design = { credits = 41 }
expect.R-1 = { outcome = "not-met", severity = "block" }

[[case]]
name = "Nothing is said"
on = 2026-03-01
facts.design = { }
expect.R-1 = "undecided"
"""


def faults(one: Pack, *others: Pack) -> list[str]:
    return [str(fault) for fault in release_faults(one, (*others, one), vocabulary())]


def test_a_pack_with_a_case_for_each_outcome_is_released() -> None:
    assert faults(pack("a", LIMIT, cases=CASES)) == []


def test_a_rule_without_a_case_for_an_outcome_is_not() -> None:
    cut = CASES[: CASES.index('[[case]]\nname = "Nothing')]
    assert faults(pack("a", LIMIT, cases=cut)) == ["a: rule R-1: rule.no-case (outcome=undecided, rule=R-1)"]


def test_a_case_that_says_otherwise_is_told_with_both_outcomes() -> None:
    (one,) = release_faults(pack("a", LIMIT.replace("40", "41"), cases=CASES), (), vocabulary())
    assert one.place == "a: more.cases.toml case Forty-one, is too much"
    assert one.details == {"rule": "R-1", "expected": "outcome.not-met", "found": "outcome.met"}


def test_where_the_outcome_is_right_the_severity_is_told() -> None:
    mild = LIMIT.replace('"block"', '"warn"')
    (one,) = release_faults(pack("a", mild, cases=CASES), (), vocabulary())
    assert one.details == {"rule": "R-1", "expected": "severity.block", "found": "severity.warn"}


def test_a_case_that_cannot_be_run_is_told() -> None:
    wrong = CASES.replace("credits = 40", "tree = 40")
    (one,) = release_faults(pack("a", LIMIT, cases=wrong), (), vocabulary())
    assert one.code == "case-of-rules.not-run"


def test_a_draft_takes_the_place_of_the_pack_with_its_id() -> None:
    old, draft = pack("a", LIMIT, cases=CASES), pack("a", LIMIT.replace("40", "41"), cases=CASES)
    assert len(release_faults(draft, (old,), vocabulary())) == 1
    assert release_faults(old, (draft,), vocabulary()) == ()


def test_only_the_pack_s_own_faults_count() -> None:
    above = pack("a", LIMIT)
    assert faults(pack("b", limit("20"), "national", requires='["a"]'), above) == []
    assert faults(pack("b", limit("70"), "national", requires='["a"]'), above)[0].startswith(
        "b: value limit 2020-01-01"
    )


@pytest.mark.parametrize(
    ("at", "place"),
    [
        ("a: rule R-1 must 1", Place("rules.toml", "rule", "R-1@2020-01-01")),
        ("a: rules.toml rule R-1", Place("rules.toml", "rule", "R-1@2020-01-01")),
        ("a: value limit 2020-01-01", Place("rules.toml", "value", "limit")),
        ("a: rules.toml value limit dated 1", Place("rules.toml", "value", "limit")),
        ("a: sources.toml source act", Place("sources.toml", "source", "act")),
        ("a: pack.toml", Place("pack.toml", "pack", "pack")),
        ("a: pack.toml words", Place("pack.toml", "pack", "pack")),
        (
            "a: more.cases.toml case Forty-one, is too much",
            Place("more.cases.toml", "case", "Forty-one, is too much"),
        ),
        (
            "a: more.cases.toml case Forty is enough facts",
            Place("more.cases.toml", "case", "Forty is enough"),
        ),
        ("a: rules.toml rule R-1@2020-01-01", Place("rules.toml", "rule", "R-1@2020-01-01")),
        ("a: value limits", None),
        ("b: value limit", None),
    ],
)
def test_a_fault_stands_at_its_entry(at: str, place: Place | None) -> None:
    files = pack("a", LIMIT, cases=CASES).files
    assert located([Fault("x", at)], "a", files) == ((Fault("x", at), place),)
