"""Counts of decisions that single nobody out."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tanym.core.registers.small_numbers import Counted, published

RESULTS = ("recognise", "recognise-in-part", "refuse")


def _decisions(organisation: str, subject: str, result: str, number: int) -> list[Counted]:
    recognised = {"recognise": 4, "recognise-in-part": 2, "refuse": 0}[result]
    return [Counted(organisation, subject, result, 1, 4, recognised)] * number


def test_results_are_told_apart_where_two_of_them_are_large_enough() -> None:
    found, kept_back = published(
        [*_decisions("a", "x", "recognise", 12), *_decisions("a", "x", "refuse", 10)], 10
    )
    assert [(one.result, one.decisions) for one in found] == [("recognise", 12), ("refuse", 10)]
    assert kept_back == 0


def test_a_result_that_everybody_had_is_not_told() -> None:
    found, _ = published(_decisions("a", "x", "refuse", 30), 10)
    (only,) = found
    assert (only.subject, only.result, only.decisions) == ("x", "", 30)
    assert (only.outcomes, only.recognised) == (0, 0)  # none of 120 would say the same


def test_what_is_too_small_goes_into_a_wider_group_and_the_last_of_it_is_kept_back() -> None:
    found, kept_back = published(
        [
            *_decisions("a", "x", "recognise", 6),
            *_decisions("a", "y", "recognise-in-part", 5),
            *_decisions("b", "z", "refuse", 3),
        ],
        10,
    )
    (only,) = found
    assert (only.organisation, only.subject, only.decisions, kept_back) == ("a", "", 11, 3)


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"), st.sampled_from("xyz"), st.sampled_from(RESULTS), st.integers(1, 9)
        ),
        max_size=30,
    ),
    st.integers(2, 12),
)
def test_no_published_number_is_smaller_than_the_floor_and_nobody_is_counted_twice(
    given_: list[tuple[str, str, str, int]], smallest: int
) -> None:
    decisions = [one for row in given_ for one in _decisions(*row)]
    found, kept_back = published(decisions, smallest)
    assert all(one.decisions >= smallest for one in found)
    assert kept_back < smallest
    assert sum(one.decisions for one in found) + kept_back == len(decisions)
    by_body = Counter(one.organisation for one in decisions)
    for name, number in Counter(one.organisation for one in found for _ in range(one.decisions)).items():
        assert name == "" or number <= by_body[name]
    for one in found:  # neither the result nor the outcomes tell what became of everybody in a group
        alone = [
            other for other in found if (other.organisation, other.subject) == (one.organisation, one.subject)
        ]
        assert not one.result or len([other for other in alone if other.result]) > 1
        assert one.outcomes == 0 or 0 < one.recognised < one.outcomes
