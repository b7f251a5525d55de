"""Reports on many records: the bytes of each are those of the report made of it alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.rules import check
from tanym.core.rules.alike import AlikeReports
from tanym.core.rules.snapshot import read_snapshot
from tests.core.rules.test_columns import PLAIN
from tests.rulepacks.stacks import DAY, stack_of

STACK = stack_of("sayram")
SUBJECTS = ("issue", "design")
FACTS = {
    subject: st.fixed_dictionaries(
        {},
        optional={
            name: PLAIN[one.type]
            for name, one in STACK.facts.items()
            if one.subject == subject and one.type in PLAIN
        },
    )
    for subject in SUBJECTS
}


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(SUBJECTS).flatmap(lambda of: st.tuples(st.just(of), st.lists(FACTS[of], max_size=6))))
def test_each_record_gets_the_report_that_it_gets_alone(asked: tuple[str, list[dict[str, Any]]]) -> None:
    subject, records = asked
    together = AlikeReports(STACK, subject, DAY)
    for number, plain in enumerate([*records, *records]):
        facts = read_snapshot(STACK.facts, plain)
        alone = check(STACK, subject, facts, DAY, of=f'room.thing:"{number}"')
        found = together.report(facts, f'room.thing:"{number}"')
        assert (found.content, found.digest) == (alone.to_bytes(), alone.digest)
        assert found.blocking == tuple(one.rule for one in alone.blocking)


def test_a_fact_that_nobody_knows_is_refused_as_it_is_alone() -> None:
    with pytest.raises(InvalidValue):
        AlikeReports(STACK, "issue", DAY).report({"issue.nobody-knows": 1}, "")


def test_a_day_on_which_other_law_holds_is_refused() -> None:
    with pytest.raises(Refused, match=r"stack\.other-day"):
        AlikeReports(STACK, "issue", DAY - timedelta(days=4000))
