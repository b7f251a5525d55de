"""Every rule is asked by the platform, or listed as waiting for its subject; and what is said of it is true."""

from __future__ import annotations

from collections.abc import Iterable

from tanym.apps.policy.waiting import WAITING
from tanym.config.coverage import Covered, asking, coverage
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.rules import Outcome

ROWS = coverage()


def _named(rows: Iterable[Covered]) -> list[str]:
    return [f"{one.pack.id} {one.rule.id} since {one.rule.since}" for one in rows]


def test_a_rule_is_asked_or_waits_for_its_subject() -> None:
    assert ROWS
    unasked = _named(one for one in ROWS if not one.asked_in and one.rule.binds not in WAITING)
    assert not unasked, "nothing asks what these rules bind"


def test_a_rule_has_its_source_and_its_words() -> None:
    assert not _named(one for one in ROWS if not one.rule.cites)
    assert not _named(one for one in ROWS if not all(one.rule.words.get(language) for language in LANGUAGES))


def test_a_rule_has_a_case_for_every_outcome() -> None:
    wanted = [str(one) for one in (Outcome.MET, Outcome.NOT_MET, Outcome.UNDECIDED)]
    assert not _named(one for one in ROWS if not all(one.cases[outcome] for outcome in wanted))


def test_what_is_asked_does_not_wait() -> None:
    assert not set(asking()) & WAITING, "take it off the list of what waits"
    assert {row.rule.binds for row in ROWS} >= WAITING, "nothing binds it any more"


def test_the_142_rules_of_the_standards_are_there() -> None:
    counts = {"MQ": 38, "AS": 12, "IS": 13, "US": 6, "RC": 28, "VL": 16, "PR": 14, "LM": 5, "PO": 7, "GO": 3}
    known = {row.rule.id for row in ROWS}
    wanted = {f"{kind}-{n:02}" for kind, last in counts.items() for n in range(1, last + 1)}
    assert len(wanted) == 142
    assert wanted <= known, sorted(wanted - known)
