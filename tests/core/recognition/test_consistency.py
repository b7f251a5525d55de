"""Earlier decisions explain how near they are; figures on them never tell of few people."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tanym.core.recognition.consistency import (
    Agreement,
    Decided,
    Shown,
    agreement,
    by_year,
    differing_findings,
    distance,
    otherwise,
    published,
    published_agreement,
)
from tanym.core.recognition.decision import CommissionDecision, OutcomeFinding, Result

RESULTS = st.sampled_from(Result)
DECIDED = st.builds(
    Decided,
    on=st.sampled_from(["", "a", "b"]),
    year=st.integers(2024, 2026),
    result=RESULTS,
    findings=st.fixed_dictionaries({"o1": st.booleans(), "o2": st.booleans()}),
)
FLOORS = st.integers(1, 6)


def _decided(result: Result, on: str = "a", year: int = 2026) -> Decided:
    return Decided(on, year, result, {"o1": result is not Result.REFUSE})


def test_how_near_a_case_is_says_why() -> None:
    here = Shown(frozenset({"data"}), frozenset({"darmen"}), "Cleaning and joining of data")
    same = distance(here, Shown(frozenset({"data"}), frozenset(), "Something else entirely"))
    assert (same.same_learning, same.same_provider, same.near) == (True, False, True)
    words = distance(here, Shown(frozenset(), frozenset(), "Cleaning and joining of large data"))
    assert words.near
    assert (words.text or 0) > 60
    assert not distance(here, Shown(frozenset(), frozenset(), "")).near
    assert same.order < words.order


def test_words_of_two_languages_are_not_compared() -> None:
    kk = Shown(frozenset(), frozenset(), "Деректерді тазалау және біріктіру әдістері")
    en = Shown(frozenset(), frozenset(), "Cleaning and joining of data")
    assert distance(kk, en).text is None


def test_agreement_counts_pairs_on_the_same_learning_only() -> None:
    full, refused = _decided(Result.RECOGNISE), _decided(Result.REFUSE)
    assert agreement([full, full, refused]) == Agreement(3, 1)
    assert agreement([full, _decided(Result.REFUSE, on="b")]).percent is None
    years = by_year([full, full, _decided(Result.RECOGNISE, year=2025)])
    assert (list(years), years[2026].percent) == ([2025, 2026], 100)


@given(decisions=st.lists(DECIDED, max_size=30), floor=FLOORS)
def test_no_figure_and_no_rest_beside_it_tells_of_fewer_than_the_floor(decisions, floor) -> None:
    told = published(decisions, floor)
    if told is None:
        assert len(decisions) < floor
        return
    counts = [told.decisions, *told.results.values(), *told.recognised.values()]
    rests = [told.decisions - one for one in counts]
    assert all(one == 0 or one >= floor for one in (*counts, *rests))


@given(decisions=st.lists(DECIDED, max_size=30), floor=FLOORS, one=DECIDED)
def test_a_new_decision_changes_nothing_that_is_told_until_there_are_enough_of_them(
    decisions, floor, one
) -> None:
    before, after = published(decisions, floor), published([*decisions, one], floor)
    if before != after:
        assert (len(decisions) + 1) % floor == 0


@given(decisions=st.lists(DECIDED, max_size=30), floor=FLOORS)
def test_how_alike_a_body_decides_is_told_of_enough_decisions_or_not_at_all(decisions, floor) -> None:
    told = published_agreement(decisions, floor)
    if told is not None:
        assert len(decisions) >= floor
        assert 0 <= told.alike <= told.pairs


def in_part(*recognised: str) -> CommissionDecision:
    """In part, out of three outcomes."""
    findings = tuple(OutcomeFinding(one, one in recognised, "Said.") for one in ("o1", "o2", "o3"))
    return CommissionDecision(Result.IN_PART, findings, "Said.", date(2026, 11, 23))


def test_the_same_result_on_other_outcomes_is_decided_otherwise() -> None:
    before = in_part("o1")
    assert not otherwise(in_part("o1"), before)
    assert otherwise(in_part("o1", "o2"), before)
    assert differing_findings(in_part("o1", "o3").findings, in_part("o2", "o3").findings) == ("o1", "o2")


def test_an_outcome_that_the_earlier_target_did_not_have_differs_from_nothing() -> None:
    before = CommissionDecision(Result.IN_PART, in_part("o1").findings[:1], "Said.", date(2026, 1, 1))
    assert not otherwise(in_part("o1", "o3"), before)
