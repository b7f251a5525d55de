"""What stands in the way of closing, and what a plenary may adopt."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.consultation.adopting import How, Settled, Tally, check_adoption
from tanym.core.consultation.closing import Standing, obstacles, require_closable
from tanym.core.consultation.period import Stage
from tanym.core.kernel.errors import InvalidValue, Refused

ENDS = date(2026, 12, 12)


@given(st.sampled_from(list(Stage)), st.integers(0, 3), st.integers(0, 3), st.integers(0, 3), st.booleans())
def test_a_consultation_closes_just_when_everybody_was_answered(
    at: Stage, held: int, unanswered: int, proposals: int, early: bool
) -> None:
    standing = Standing(at, ENDS, held, unanswered, proposals)
    found = obstacles(standing, early="The draft was withdrawn." if early else " ")
    free = at is Stage.ANSWERING or (early and at is not Stage.CLOSED)
    assert (not found) == (free and not (held or unanswered or proposals))


def test_the_first_obstacle_is_the_one_that_is_told() -> None:
    with pytest.raises(Refused) as refused:
        require_closable(Standing(Stage.ANSWERING, ENDS, 2, 5))
    assert (refused.value.code, refused.value.details["count"]) == ("consultation.held", 2)
    require_closable(Standing(Stage.ANSWERING, ENDS, 0, 0))


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        ({"settled": Settled.LEFT}, "consultation.left-without-reason"),
        ({"texts": {"kk": " "}}, "consultation.recommendation-empty"),
        ({"how": How.VOTE, "votes": Tally(3, 3, 9)}, "consultation.not-carried"),
        ({"settled": Settled.AMENDED}, "consultation.amended-alike"),
    ],
)
def test_a_plenary_that_decides_nothing_adopts_nothing(given_: dict, code: str) -> None:
    said = {
        "settled": Settled.ADOPTED,
        "how": How.CONSENSUS,
        "votes": Tally(),
        "texts": {"en": "Let it be 8."},
        "proposed": "Let it be 8.",
        "reason": "",
    }
    check_adoption(**said)
    with pytest.raises(InvalidValue) as refused:
        check_adoption(**{**said, **given_})
    assert refused.value.code == code


def test_votes_are_counted_from_nought() -> None:
    with pytest.raises(InvalidValue):
        Tally(-1)
