"""Standing decisions: never in force outside their term, and a broken one gives nobody anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue, NotPermitted
from tanym.core.qualifications.design import LearningOutcome
from tanym.core.recognition.standing import (
    Edition,
    Held,
    Source,
    StandingDecision,
    State,
    broken_since,
    check_second,
    covering,
    refusals,
    state,
    what_counts,
)

FIRST = date(2026, 3, 1)
DECISION = StandingDecision(
    sources=(Source("cleaning", frozenset({"c1"}), 1), Source("charts", frozenset({"d1"}), 2)),
    target="t",
    of_target=frozenset({"o1", "o2", "o3"}),
    outcomes=frozenset({"o1", "o2"}),
    since=FIRST,
    until=FIRST + timedelta(days=365),
    in_force_on=FIRST - timedelta(days=3),
)
OLD = (Edition("cleaning", 1, "c1", date(2025, 1, 1)), Edition("charts", 2, "d1", date(2025, 1, 1)))
BOTH = (Held("cleaning", "c1", FIRST), Held("charts", "d1", FIRST))

days = st.dates(date(2025, 6, 1), date(2028, 6, 1))
contents = st.sampled_from(["c1", "c2", "d1", "d2"])
editions = st.lists(
    st.builds(Edition, st.sampled_from(["cleaning", "charts"]), st.integers(1, 4), contents, days), max_size=5
)
held = st.lists(
    st.builds(Held, st.sampled_from(["cleaning", "charts", "other"]), contents, days, st.booleans()),
    max_size=6,
)
decisions = st.builds(
    lambda since, length, opened, ended, changed: replace(
        DECISION,
        since=since,
        until=since + timedelta(days=length),
        in_force_on=opened,
        ended_on=ended,
        changed_on=changed,
    ),
    days,
    st.integers(0, 900),
    st.none() | days,
    st.none() | days,
    st.none() | days,
)


@given(decisions, days, editions, st.sampled_from(["t", "u"]))
def test_it_is_never_in_force_outside_its_term(decision, on, published, target) -> None:
    if state(decision, on, published, target) is State.IN_FORCE:
        assert decision.since <= on <= decision.until
        assert decision.in_force_on is not None
        assert decision.in_force_on <= on
        assert decision.ended_on is None or on < decision.ended_on


@given(decisions, days, editions, st.sampled_from(["t", "u"]), held)
def test_a_broken_one_gives_nobody_anything(decision, on, published, target, awards) -> None:
    broken = broken_since(decision, published, target)
    if broken is not None and broken <= on:
        assert refusals(decision, awards, on, published, target)


@given(decisions, days, editions, held)
def test_only_who_holds_every_source_as_it_was_compared_may_take_it(decision, on, published, awards) -> None:
    if not refusals(decision, awards, on, published, "t"):
        valid = {(one.code, one.content) for one in awards if not one.annulled and one.awarded_on <= on}
        assert {("cleaning", "c1"), ("charts", "d1")} <= valid


@given(decisions, days, editions)
def test_once_it_is_broken_it_stays_so(decision, on, published) -> None:
    broken = broken_since(decision, published, "t")
    if broken is not None and broken <= on:
        for later in (on + timedelta(days=1), on + timedelta(days=400)):
            assert state(decision, later, published, "t") is not State.IN_FORCE


def test_two_that_stack_are_needed_both() -> None:
    assert not refusals(DECISION, BOTH, FIRST, OLD, "t")
    (fault,) = refusals(DECISION, BOTH[:1], FIRST, OLD, "t")
    assert (fault.code, fault.place) == ("standing.not-held", "charts")


def test_a_new_version_breaks_it_from_the_day_of_its_publication() -> None:
    day = FIRST + timedelta(days=30)
    published = (*OLD, Edition("charts", 3, "d2", day))
    assert state(DECISION, day - timedelta(days=1), published, "t") is State.IN_FORCE
    assert state(DECISION, day, published, "t") is State.TO_LOOK_AT


def test_a_new_version_with_the_same_contents_breaks_nothing() -> None:
    published = (*OLD, Edition("charts", 3, "d1", FIRST))
    assert state(DECISION, FIRST, published, "t") is State.IN_FORCE


def test_a_version_older_than_those_compared_breaks_nothing() -> None:
    published = (*OLD, Edition("charts", 1, "d0", FIRST))
    assert broken_since(DECISION, published, "t") is None


def test_a_discipline_that_changed_breaks_it_even_if_it_is_changed_back() -> None:
    assert state(DECISION, FIRST, OLD, "u") is State.TO_LOOK_AT
    noted = replace(DECISION, changed_on=FIRST + timedelta(days=5))
    assert state(noted, FIRST + timedelta(days=4), OLD, "t") is State.IN_FORCE
    assert state(noted, FIRST + timedelta(days=5), OLD, "t") is State.TO_LOOK_AT


def test_an_annulled_award_covers_nothing() -> None:
    assert not covering(DECISION, [replace(BOTH[0], annulled=True)], FIRST)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"sources": ()}, "standing.no-source"),
        ({"sources": DECISION.sources[:1] * 2}, "standing.source-twice"),
        ({"outcomes": frozenset()}, "standing.no-outcome"),
        ({"outcomes": frozenset({"o9"})}, "standing.unknown-outcome"),
        ({"until": FIRST - timedelta(days=1)}, "standing.term"),
    ],
)
def test_a_decision_that_makes_no_sense_cannot_be_written(change, code) -> None:
    with pytest.raises(InvalidValue) as refused:
        replace(DECISION, **change)
    assert refused.value.code == code


def test_who_proposed_it_does_not_put_it_in_force() -> None:
    check_second("saule", "aliya")
    with pytest.raises(NotPermitted, match=r"standing\.second-person"):
        check_second("saule", "saule")


def test_another_word_in_an_outcome_counts_and_another_kind_does_not() -> None:
    one = LearningOutcome("lo-1", "skill", {"en": "cleans data"})
    assert what_counts([one], 200, 5) == what_counts([replace(one, kind="knowledge")], 200, 5)
    assert what_counts([one], 200, 5) != what_counts([replace(one, text={"en": "joins data"})], 200, 5)
    assert what_counts([one], 200, 5) != what_counts([one], 300, 5)
