"""Agreement of two assessors."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tanym.core.recognition.agreement import agreement
from tanym.core.recognition.judgement import Achievement

YES, PART, NO = Achievement.ACHIEVED, Achievement.PARTLY, Achievement.NOT
marks = st.lists(
    st.tuples(st.sampled_from(list(Achievement)), st.sampled_from(list(Achievement))), min_size=1
)


def test_kappa_of_a_worked_example() -> None:
    """Fifty outcomes, 20 yes by both, 15 no by both, 5 and 10 apart: 0.7 agreed, 0.5 by chance, kappa 0.4."""
    found = agreement([(YES, YES)] * 20 + [(YES, NO)] * 5 + [(NO, YES)] * 10 + [(NO, NO)] * 15)
    assert found is not None
    assert (found.outcomes, found.share, found.kappa) == (50, Fraction(7, 10), Fraction(2, 5))


def test_marks_that_never_vary_have_no_kappa() -> None:
    found = agreement([(YES, YES)] * 40)
    assert found is not None
    assert (found.share, found.kappa) == (1, None)
    assert agreement([]) is None


@given(marks)
def test_it_is_the_same_whoever_stands_first(pairs) -> None:
    assert agreement(pairs) == agreement([(other, one) for one, other in pairs])


@given(marks)
def test_kappa_is_one_just_for_full_agreement_and_never_more(pairs) -> None:
    found = agreement(pairs)
    assert found is not None
    if found.kappa is not None:
        assert -1 <= found.kappa <= 1
        assert (found.kappa == 1) == (found.share == 1)


def test_neighbouring_marks_are_nearer_than_the_two_ends() -> None:
    """Ten outcomes alike in each mark, and two apart: by one step the weighted figure stays higher than by two."""
    alike = [(YES, YES)] * 10 + [(PART, PART)] * 10 + [(NO, NO)] * 10
    near, far = agreement([*alike, (YES, PART), (PART, YES)]), agreement([*alike, (YES, NO), (NO, YES)])
    assert near is not None
    assert far is not None
    assert near.share == far.share
    assert near.weighted is not None
    assert far.weighted is not None
    assert near.weighted > far.weighted


def test_weighted_kappa_of_a_worked_example() -> None:
    """Yes by both twice, part and yes once, no by both once: a quarter of a step apart, by chance 14 sixteenths."""
    found = agreement([(YES, YES), (YES, YES), (PART, YES), (NO, NO)])
    assert found is not None
    # ones: 2 yes, 1 part, 1 no; others: 3 yes, 1 no. By chance: (2*1*2 + 1*3*1 + 1*1*1 + 1*3*2) / 16 = 14/16
    assert found.weighted == 1 - Fraction(1, 4) / Fraction(14, 16)


@given(marks)
def test_no_weighted_kappa_is_above_one(pairs) -> None:
    found = agreement(pairs)
    assert found is not None
    assert found.weighted is None or found.weighted <= 1
