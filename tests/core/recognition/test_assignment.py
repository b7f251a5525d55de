"""Who is suggested as an assessor, and what the record says against a declaration."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tanym.core.recognition.assignment import Candidate, Tie, against, suggested

candidates = st.lists(
    st.builds(
        Candidate,
        person=st.text("abc", min_size=1, max_size=4),
        in_scope=st.booleans(),
        load=st.integers(0, 9),
        ties=st.frozensets(st.sampled_from(list(Tie))),
    )
)


def test_no_tie_comes_before_scope_and_scope_before_little_to_do() -> None:
    tied = Candidate("timur", True, 0, frozenset({Tie.COLLEAGUE}))
    outside = Candidate("omar", False, 0)
    busy = Candidate("serik", True, 7)
    free = Candidate("gaukhar", True, 1)
    assert suggested([tied, outside, busy, free]) == (free, busy, outside, tied)


@given(candidates)
def test_nobody_is_left_out_and_nobody_with_a_tie_stands_before_somebody_without(given_candidates) -> None:
    found = suggested(given_candidates)
    assert sorted(found, key=repr) == sorted(given_candidates, key=repr)
    tied = [bool(one.ties) for one in found]
    assert tied == sorted(tied)


def test_what_the_record_shows_speaks_against_the_declaration_that_there_is_nothing() -> None:
    ties = frozenset({Tie.ADVISER})
    assert against("none", ties) == ties
    assert against("interest", ties) == frozenset()
