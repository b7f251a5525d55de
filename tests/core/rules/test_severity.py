"""Evidence and severity: the firm reading, adjustments, waivers."""

from __future__ import annotations

from datetime import date

import pytest

from tanym.core.rules import Finding, Outcome, Pack, Severity, Waiver, check
from tests.core.rules.building import DAY, LIMIT, limit, pack, stack

EU = pack("eu", LIMIT)


def finding(credits: int, *packs: Pack, waivers: tuple[Waiver, ...] = ()) -> Finding:
    found = check(stack(*packs), "design", {"design.credits": credits * 100}, DAY, waivers).finding("R-1")
    assert found is not None
    return found


def adjust(severity: str, mark: str = "O", rule: str = "R-1") -> str:
    return f"""
[[adjust]]
rule = "{rule}"
since = 2026-01-01
severity = "{severity}"
reason = {{ en = "r", ru = "r", kk = "r" }}
cites = ["act, 3 [{mark}]"]
"""


@pytest.mark.parametrize(
    "weak",
    [
        pack("limits", limit("15", mark="E", source="made-up"), "national"),
        pack("limits", limit("15", mark="U"), "national"),
        pack("limits", limit("15", mark="S"), "national"),
        pack("limits", limit("15"), "national", status="illustrative"),
        pack("limits", limit("15"), "national", status="draft"),
    ],
    ids=["example", "unread", "secondary", "illustrative", "draft"],
)
def test_weak_values_warn_and_firm_ones_still_block(weak: Pack) -> None:
    twenty, forty_one = finding(20, EU, weak), finding(41, EU, weak)
    assert (twenty.outcome, twenty.severity, twenty.blocks) == (Outcome.NOT_MET, Severity.WARN, False)
    assert (forty_one.outcome, forty_one.severity, forty_one.blocks) == (
        Outcome.NOT_MET,
        Severity.BLOCK,
        True,
    )
    assert finding(15, EU, weak).outcome is Outcome.MET


def test_what_fails_by_an_unread_number_alone_is_shown_as_not_read() -> None:
    unread = pack("limits", limit("15", mark="U"), "national")
    assert finding(20, EU, unread).unread
    assert not finding(41, EU, unread).unread


def test_a_weak_later_value_of_the_same_pack_takes_no_block_away() -> None:
    text = LIMIT.replace(
        'cites = ["act, 1 [V]"] } ]\n\n[[rule]]',
        'cites = ["act, 1 [V]"] }, { since = 2025-01-01, value = 50, cites = ["act, 2 [U]"] } ]\n\n[[rule]]',
    )
    found = finding(45, pack("eu", text))
    assert (found.outcome, found.blocks) == (Outcome.NOT_MET, True)
    assert [value.value for read in found.conditions for value in read.values] == [4000]


def test_a_rule_without_firm_evidence_warns_at_most() -> None:
    unread = pack("eu", LIMIT.replace('"act, 1 [V]"]\nmust', '"act, 1 [U]"]\nmust'))
    found = finding(41, unread)
    assert (found.severity, found.unread) == (Severity.WARN, True)


def test_a_rule_of_a_draft_warns_at_most() -> None:
    assert finding(41, pack("eu", LIMIT, status="draft")).severity is Severity.WARN


def test_a_lower_layer_raises_a_severity_with_firm_evidence() -> None:
    eu = pack("eu", LIMIT.replace('"block"', '"info"'))
    assert finding(41, eu, pack("home", adjust("block"), "institution")).severity is Severity.BLOCK
    assert finding(41, eu, pack("home", adjust("block", "U"), "institution")).severity is Severity.WARN


def test_a_lower_layer_lowers_a_severity_only_as_far_as_the_rule_allows() -> None:
    home = pack("home", adjust("warn"), "institution")
    assert finding(41, EU, home).severity is Severity.BLOCK
    lowered = pack("eu", LIMIT.replace('severity = "block"', 'severity = "block"\nmay_lower_to = "warn"'))
    assert finding(41, lowered, home).severity is Severity.WARN
    assert finding(41, lowered, pack("home", adjust("info"), "institution")).severity is Severity.BLOCK


def test_nobody_adjusts_from_above() -> None:
    above = pack("aa", adjust("info"))
    below = pack(
        "kz", LIMIT.replace('severity = "block"', 'severity = "block"\nmay_lower_to = "info"'), "national"
    )
    assert finding(41, above, below).severity is Severity.BLOCK


WAIVER = Waiver("R-1", "gulnar", "a pilot", date(2026, 1, 1), date(2026, 3, 2))


def test_a_waiver_stands_beside_an_outcome_that_stays_not_met() -> None:
    found = finding(41, EU, waivers=(WAIVER,))
    assert (found.outcome, found.waiver, found.blocks, found.warns) == (Outcome.NOT_MET, WAIVER, False, True)


def test_a_waiver_ends_the_day_before_its_until() -> None:
    ended = Waiver("R-1", "gulnar", "a pilot", date(2026, 1, 1), DAY)
    assert finding(41, EU, waivers=(ended,)).blocks


def test_a_rule_that_may_not_be_waived_is_not() -> None:
    eu = pack("eu", LIMIT.replace('severity = "block"', 'severity = "block"\nwaivable = false'))
    assert finding(41, eu, waivers=(WAIVER,)).blocks


def test_a_value_that_nobody_gives_leaves_the_rule_undecided_and_is_named() -> None:
    eu = pack("eu", LIMIT.replace("since = 2020-01-01, value", "since = 2030-01-01, value"))
    found = finding(41, eu)
    assert (found.outcome, found.missing_values, found.missing) == (Outcome.UNDECIDED, ("limit",), ())


def test_a_lower_layer_never_rewrites_a_rule() -> None:
    rewritten = pack("kz", LIMIT.split("\n\n")[1].replace("at-most", "more-than"), "national")
    assert stack(EU, rewritten).rules["R-1"].rule.pack == "eu"


def test_a_missing_fact_is_named() -> None:
    found = check(stack(EU), "design", {}, DAY).findings[0]
    assert (found.outcome, found.missing) == (Outcome.UNDECIDED, ("design.credits",))
