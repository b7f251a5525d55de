"""Three-valued logic of rules: silence is undecided, and learning more never turns a decided outcome."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tanym.core.rules import Outcome, check
from tanym.core.rules.outcomes import greatest, least
from tests.core.rules.building import DAY, LIMIT, WORDS, pack, stack

ORDER = [Outcome.NOT_MET, Outcome.UNDECIDED, Outcome.MET]


def test_must_is_the_least_and_any_the_greatest_of_three_values() -> None:
    for pair in product(ORDER, ORDER):
        assert least(pair) is min(pair, key=ORDER.index)
        assert greatest(pair) is max(pair, key=ORDER.index)


WHEN = f"""
[value."kinds"]
type = "codes"
tighter = "fewer"
{WORDS}
dated = [ {{ since = 2020-01-01, value = ["online"], cites = ["act, 1 [V]"] }} ]

[[rule]]
id = "R-2"
since = 2020-01-01
binds = "design"
severity = "warn"
{WORDS}
cites = ["act, 1 [V]"]
when = [ {{ fact = "design.kinds", is = "all-in-list", list = "kinds" }} ]
must = [ {{ fact = "design.need", is = "present" }} ]
"""


def outcome(facts: dict[str, object]) -> Outcome:
    found = check(stack(pack("p", WHEN)), "design", facts, DAY).finding("R-2")
    assert found is not None
    return found.outcome


def test_a_rule_that_does_not_apply_is_listed_without_an_outcome() -> None:
    assert outcome({"design.kinds": ["onsite"]}) is Outcome.NOT_APPLICABLE
    assert outcome({"design.kinds": ["onsite"], "design.need": ""}) is Outcome.NOT_APPLICABLE


def test_a_rule_of_which_nobody_knows_whether_it_applies_is_undecided() -> None:
    assert outcome({"design.need": ""}) is Outcome.UNDECIDED
    assert outcome({"design.kinds": ["online"]}) is Outcome.UNDECIDED


def test_a_rule_that_applies_is_decided_by_its_conditions() -> None:
    assert outcome({"design.kinds": ["online"], "design.need": "x"}) is Outcome.MET
    assert outcome({"design.kinds": ["online"], "design.need": " "}) is Outcome.NOT_MET


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "design.kinds": st.frozensets(st.sampled_from(["online", "onsite"])),
            "design.need": st.sampled_from(["", "x"]),
            "design.credits": st.integers(0, 8000),
        },
    ),
    st.data(),
)
def test_learning_more_never_turns_a_decided_finding(known: dict[str, object], data: st.DataObject) -> None:
    law = stack(pack("p", LIMIT + WHEN))
    less = {name: known[name] for name in known if data.draw(st.booleans())}
    before, after = check(law, "design", less, DAY), check(law, "design", known, DAY)
    for one, other in zip(before.findings, after.findings, strict=True):
        assert one.outcome in (Outcome.UNDECIDED, other.outcome)
