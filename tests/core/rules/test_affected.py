"""Which rules two versions answer differently."""

from __future__ import annotations

from dataclasses import replace

from tanym.core.rules.affected import affected
from tests.core.rules.building import LIMIT, limit, pack, stack

OTHER = """
[[rule]]
id = "R-2"
since = 2020-01-01
binds = "design"
severity = "warn"
words = { en = "w", ru = "w", kk = "w" }
cites = ["act, 1 [V]"]
must = [ { fact = "design.need", is = "present" } ]
"""
BOTH = stack(pack("a", LIMIT + OTHER))


def test_two_stacks_of_one_pack_answer_alike() -> None:
    assert affected(BOTH, stack(pack("a", LIMIT + OTHER))).every == ()


def test_other_words_and_citations_change_no_answer() -> None:
    assert affected(BOTH, stack(pack("a", (LIMIT + OTHER).replace('en = "w"', 'en = "x"')))).every == ()


def test_a_changed_number_touches_only_the_rules_that_read_it() -> None:
    found = affected(BOTH, stack(pack("a", LIMIT.replace("value = 40", "value = 30") + OTHER)))
    assert (found.answered, found.every) == (("R-1",), ("R-1",))


def test_a_lower_layer_s_number_counts_too() -> None:
    assert affected(BOTH, stack(pack("a", LIMIT + OTHER), pack("b", limit("20"), "national"))).answered == (
        "R-1",
    )


def test_a_severity_is_weighed_not_answered() -> None:
    found = affected(BOTH, stack(pack("a", LIMIT + OTHER.replace('"warn"', '"block"'))))
    assert (found.weighed, found.answered) == (("R-2",), ())
    strict = OTHER.replace('severity = "warn"', 'severity = "warn"\nwaivable = false')
    assert affected(BOTH, stack(pack("a", LIMIT + strict))).weighed == ("R-2",)


def test_rules_come_and_go() -> None:
    found = affected(stack(pack("a", LIMIT)), stack(pack("a", LIMIT + OTHER)))
    assert (found.added, found.removed) == (("R-2",), ())
    assert affected(BOTH, stack(pack("a", LIMIT))).removed == ("R-2",)


def test_evidence_that_is_lost_changes_the_firm_reading() -> None:
    weak = LIMIT.replace('cites = ["act, 1 [V]"] } ]', 'cites = ["act, 1 [U]"] } ]')
    assert affected(BOTH, stack(pack("a", weak + OTHER))).answered == ("R-1",)


def test_another_version_of_the_functions_concerns_only_rules_that_call_one() -> None:
    assert affected(BOTH, replace(BOTH, functions=BOTH.functions + 1)).every == ()
