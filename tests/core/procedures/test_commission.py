"""A commission: made up as its rules ask, with a quorum, by a majority, and every vote counts only if it may."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.procedures.commission import (
    Panel,
    Sitting,
    Vote,
    apart,
    check_panel,
    check_sitting,
    has_majority,
    is_quorate,
)
from tanym.core.procedures.state import Acted, CaseState
from tests.core.procedures.tables import loan

RULES = loan().commission
assert RULES is not None
THREE = ("aliya", "bolat", "kamila")
PANEL = Panel(
    THREE, {"chair": "aliya", "deputy": "bolat"}, frozenset({"chair", "deputy"}), {"secretary": "saule"}
)
SITTING = Sitting(PANEL, frozenset(THREE), votes=dict.fromkeys(THREE, Vote.FOR))
TWO_THIRDS = Fraction(2, 3)


def test_a_commission_as_the_rules_ask_has_no_fault() -> None:
    assert check_panel(RULES, PANEL) == ()
    assert check_sitting(SITTING) == ()


@pytest.mark.parametrize(
    ("code", "panel"),
    [
        ("commission.even", replace(PANEL, members=(*THREE, "omar"))),
        ("commission.too-small", replace(PANEL, members=("aliya",))),
        ("commission.member-twice", replace(PANEL, members=(*THREE, "aliya", "omar"))),
        ("commission.office-without-member", replace(PANEL, offices={"chair": "aliya"})),
        ("commission.office-without-member", replace(PANEL, offices={"chair": "aliya", "deputy": "omar"})),
        ("commission.not-elected", replace(PANEL, elected=frozenset({"deputy"}))),
        ("commission.two-offices", replace(PANEL, offices={"chair": "aliya", "deputy": "aliya"})),
        ("commission.must-not-be-member", replace(PANEL, others={"secretary": "kamila"})),
    ],
)
def test_a_commission_that_is_made_up_wrongly_is_named(code: str, panel: Panel) -> None:
    assert code in {fault.code for fault in check_panel(RULES, panel)}


def test_who_has_another_part_in_the_case_is_kept_out() -> None:
    state = CaseState(
        "loan",
        "v",
        "draft",
        date(2026, 3, 2),
        date(2026, 3, 2),
        people={"reader": ("aigul",), "judge": ("timur",)},
        acted=(Acted("kamila", "library", "older"), Acted("omar", "library", "loan")),
    )
    assert apart(RULES, state) == {"aigul", "kamila"}
    assert [(fault.code, fault.place) for fault in check_panel(RULES, PANEL, apart(RULES, state))] == [
        ("commission.must-be-apart", "kamila")
    ]


@pytest.mark.parametrize(
    ("code", "sitting"),
    [
        ("commission.vote-of-absent", replace(SITTING, present=frozenset({"aliya", "bolat"}))),
        ("commission.vote-of-recused", replace(SITTING, recused=frozenset({"kamila"}))),
        ("commission.vote-of-no-member", replace(SITTING, votes={**SITTING.votes, "saule": Vote.FOR})),
    ],
)
def test_a_vote_that_cannot_be_is_a_fault(code: str, sitting: Sitting) -> None:
    assert [fault.code for fault in check_sitting(sitting)] == [code]


def test_two_of_three_keep_a_quorum_of_two_thirds_exactly() -> None:
    assert is_quorate(replace(SITTING, present=frozenset({"aliya", "bolat"})), TWO_THIRDS)
    assert not is_quorate(replace(SITTING, present=frozenset({"aliya"})), TWO_THIRDS)


def test_a_recusal_can_cost_the_quorum() -> None:
    present = replace(SITTING, present=frozenset({"aliya", "bolat"}))
    assert not is_quorate(replace(present, recused=frozenset({"bolat"})), TWO_THIRDS)


def test_guests_make_no_quorum() -> None:
    assert not is_quorate(replace(SITTING, present=frozenset({"aliya", "saule", "omar"})), TWO_THIRDS)


def test_half_is_no_majority_and_silence_is_no_consent() -> None:
    two = replace(SITTING, present=frozenset({"aliya", "bolat"}))
    assert not has_majority(replace(two, votes={"aliya": Vote.FOR, "bolat": Vote.AGAINST}))
    assert not has_majority(replace(two, votes={"aliya": Vote.FOR}))
    assert has_majority(
        replace(SITTING, votes={"aliya": Vote.FOR, "bolat": Vote.FOR, "kamila": Vote.AGAINST})
    )
    assert not has_majority(Sitting(PANEL, frozenset()))


@st.composite
def _sittings(draw: st.DrawFn) -> Sitting:
    members = tuple(f"m{n}" for n in range(draw(st.integers(1, 9))))
    some = st.frozensets(st.sampled_from(members))
    votes = draw(st.dictionaries(st.sampled_from(members), st.sampled_from(Vote)))
    return Sitting(Panel(members), draw(some), draw(some), votes)


@given(_sittings(), st.fractions(0, 1))
def test_a_recusal_never_helps_a_quorum(sitting: Sitting, quorum: Fraction) -> None:
    if is_quorate(sitting, quorum):
        assert is_quorate(replace(sitting, recused=frozenset()), quorum)


@given(_sittings())
def test_a_majority_is_more_than_half_of_those_who_decide(sitting: Sitting) -> None:
    against_or_silent = len(sitting.deciding) - sitting.in_favour
    assert has_majority(sitting) == (sitting.in_favour > against_or_silent)
