"""Two accounts become one only where nothing speaks against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.recognition.merging import Account, Obstacle, both, obstacles, spelt

ONE = Account(names=spelt(["SEIITOVA AIGUL"]), born_on=date(1999, 5, 4), number="a", signature="s")
TWO = Account(names=spelt(["Aigul Seiitova"]))

few = st.frozensets(st.sampled_from("abc"), max_size=2)
accounts = st.builds(
    Account,
    names=few,
    born_on=st.none() | st.sampled_from([date(1999, 5, 4), date(2001, 1, 1)]),
    number=st.sampled_from(["", "x", "y"]),
    proved=st.booleans(),
    signature=st.sampled_from(["", "x", "y"]),
    roles=few,
    judged=few,
    open=few,
    once=st.dictionaries(st.sampled_from(["enrolment", "ballot"]), few, max_size=2),
)


def test_what_only_one_of_them_says_stands_in_nobody_s_way() -> None:
    assert obstacles(ONE, TWO) == obstacles(TWO, ONE) == ()


@pytest.mark.parametrize(
    ("source", "target", "why"),
    [
        (ONE, replace(TWO, born_on=date(1999, 5, 5)), Obstacle.OTHER_BIRTH_DATE),
        (ONE, replace(TWO, number="b"), Obstacle.OTHER_NUMBER),
        (ONE, replace(TWO, names=spelt(["Samal Seiitova"])), Obstacle.OTHER_NAME),
        (ONE, replace(TWO, signature="t"), Obstacle.TWO_SIGNATURES),
        (replace(ONE, roles=frozenset({"assessor"})), TWO, Obstacle.HOLDS_ROLE),
        (replace(ONE, judged=frozenset({"case:1"})), TWO, Obstacle.OWN_JUDGE),
        (ONE, replace(TWO, judged=frozenset({"case:1"})), Obstacle.OWN_JUDGE),
        (replace(ONE, open=frozenset("t")), replace(TWO, open=frozenset("t")), Obstacle.BOTH_ASK),
        (
            replace(ONE, once={"enrolment": frozenset("v")}),
            replace(TWO, once={"enrolment": frozenset("v")}),
            Obstacle.BOTH_HAVE,
        ),
    ],
)
def test_each_doubt_is_named(source: Account, target: Account, why: Obstacle) -> None:
    assert obstacles(source, target) == (why,)


def test_the_same_number_says_more_than_a_spelling_once_both_have_proved_it() -> None:
    married = replace(TWO, names=spelt(["AKHMETOVA AIGUL"]), number="a")
    for one, two in ((False, False), (True, False), (False, True)):  # anybody can type anybody's number
        assert obstacles(replace(ONE, proved=one), replace(married, proved=two)) == (Obstacle.OTHER_NAME,)
    assert obstacles(replace(ONE, proved=True), replace(married, proved=True)) == ()


def test_the_account_that_stays_may_hold_roles() -> None:
    assert obstacles(TWO, replace(ONE, roles=frozenset({"assessor"}))) == ()


@given(accounts, accounts)
def test_nobody_ever_becomes_the_judge_of_their_own_case(source: Account, target: Account) -> None:
    allowed = not obstacles(source, target)
    if source.judged or target.judged or source.roles or source.open & target.open or both(source, target):
        assert not allowed
    if allowed:
        assert len({one.number for one in (source, target)} - {""}) <= 1
        assert len({one.born_on for one in (source, target)} - {None}) <= 1
        proved = source.proved and target.proved and source.number == target.number != ""
        assert source.names & target.names or proved


@given(accounts, accounts)
def test_only_the_roles_make_a_difference_of_which_account_stays(source: Account, target: Account) -> None:
    one, other = set(obstacles(source, target)), set(obstacles(target, source))
    assert one ^ other <= {Obstacle.HOLDS_ROLE}
