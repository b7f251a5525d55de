"""Every rule is asked by the platform, or listed as waiting for its subject; and what is said of it is true."""

from __future__ import annotations

import pytest

from tanym.apps.policy.waiting import WAITING
from tanym.config.coverage import Covered, asking, coverage
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.rules import Outcome

ROWS = coverage()


@pytest.mark.parametrize("row", ROWS, ids=lambda one: f"{one.pack.id}-{one.rule.id}-{one.rule.since}")
def test_a_rule_is_asked_or_waits_for_its_subject(row: Covered) -> None:
    assert row.asked_in or row.rule.binds in WAITING, f"nothing asks the rules that bind {row.rule.binds!r}"
    assert row.rule.cites
    assert all(row.rule.words.get(language) for language in LANGUAGES)
    assert all(row.cases[str(one)] for one in (Outcome.MET, Outcome.NOT_MET, Outcome.UNDECIDED)), row.cases


def test_what_is_asked_does_not_wait() -> None:
    assert not set(asking()) & WAITING, "take it off the list of what waits"
    assert {row.rule.binds for row in ROWS} >= WAITING, "nothing binds it any more"


def test_the_142_rules_of_the_standards_are_there() -> None:
    counts = {"MQ": 38, "AS": 12, "IS": 13, "US": 6, "RC": 28, "VL": 16, "PR": 14, "LM": 5, "PO": 7, "GO": 3}
    known = {row.rule.id for row in ROWS}
    wanted = {f"{kind}-{n:02}" for kind, last in counts.items() for n in range(1, last + 1)}
    assert len(wanted) == 142
    assert wanted <= known, sorted(wanted - known)
