"""Two blind assessors and a third: what counts."""

from __future__ import annotations

from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from tanym.core.qualifications.design import LearningOutcome
from tanym.core.recognition.joint import FIRST, SECOND, THIRD, Joint, Marker, Settle, joint, tasks
from tanym.core.recognition.judgement import Achievement, OutcomeJudgement
from tanym.core.recognition.target import Target

OUTCOMES = ("o1", "o2", "o3")
TARGET = Target(
    code="statistics",
    titles={"en": "Statistics"},
    credits=500,
    outcomes=tuple(LearningOutcome(id=one, kind=None, text={"en": one}) for one in OUTCOMES),
    organisation="sayram",
)
PLACES = {"timur": FIRST, "gaukhar": SECOND, "serik": THIRD}
levels = st.sampled_from(list(Achievement))
marks_of_all = st.lists(levels, min_size=3, max_size=3)


def said(person: str, *levels: Achievement) -> list[OutcomeJudgement]:
    return [
        OutcomeJudgement(outcome, level, f"{person} on {outcome}", person, date(2026, 11, 23))
        for outcome, level in zip(OUTCOMES, levels, strict=True)
    ]


def seats(*submitted: str, people: tuple[str, ...] = ("timur", "gaukhar")) -> list[Marker]:
    return [Marker(one, PLACES[one], one in submitted) for one in people]


YES, PART, NO = Achievement.ACHIEVED, Achievement.PARTLY, Achievement.NOT


@given(marks_of_all, marks_of_all, st.sampled_from([(), ("timur",), ("gaukhar",)]))
def test_nothing_counts_or_is_open_before_both_have_handed_in(one, other, submitted) -> None:
    found = joint(TARGET, seats(*submitted), said("timur", *one) + said("gaukhar", *other))
    assert found == Joint()


@given(marks_of_all, marks_of_all)
def test_what_both_say_counts_and_the_rest_waits(one, other) -> None:
    found = joint(TARGET, seats("timur", "gaukhar"), said("timur", *one) + said("gaukhar", *other))
    for outcome, a, b in zip(OUTCOMES, one, other, strict=True):
        if a is b:
            assert found.counts[outcome].achievement is a
            assert found.counts[outcome].reasons == f"timur on {outcome}\n\ngaukhar on {outcome}"
        else:
            assert outcome in found.unsettled
    assert found.opened
    assert {*found.counts} | {*found.unsettled} == {*OUTCOMES}


@given(marks_of_all, marks_of_all, marks_of_all)
def test_with_a_third_everything_counts_and_no_mark_is_made_up(one, other, third) -> None:
    people = ("timur", "gaukhar", "serik")
    found = joint(
        TARGET,
        seats(*people, people=people),
        said("timur", *one) + said("gaukhar", *other) + said("serik", *third),
    )
    assert [*found.counts] == [*OUTCOMES]
    for outcome, *given_marks in zip(OUTCOMES, one, other, third, strict=True):
        counted = found.counts[outcome].achievement
        assert counted in given_marks
        if one[OUTCOMES.index(outcome)] is other[OUTCOMES.index(outcome)]:
            assert counted is given_marks[0]  # a third does not overrule two who agree
        elif outcome in found.disagreed:
            assert f"serik on {outcome}" in found.counts[outcome].reasons


@given(st.tuples(levels, levels, levels))
def test_of_three_marks_on_a_disagreement_the_order_of_the_people_is_no_matter(three) -> None:
    people = ("timur", "gaukhar", "serik")
    counted = set()
    for order in permutations(three):
        if order[0] is order[1]:
            continue
        given_marks = [
            mark for who, level in zip(people, order, strict=True) for mark in said(who, *[level] * 3)
        ]
        counted.add(joint(TARGET, seats(*people, people=people), given_marks).counts["o1"].achievement)
    assert len(counted) <= 1


def test_where_all_three_differ_the_middle_level_counts() -> None:
    people = ("timur", "gaukhar", "serik")
    given_marks = said("timur", YES, YES, NO) + said("gaukhar", NO, NO, YES) + said("serik", PART, YES, NO)
    counts = joint(TARGET, seats(*people, people=people), given_marks).counts
    assert [one.achievement for one in counts.values()] == [PART, YES, NO]


def test_the_mark_of_somebody_who_was_replaced_does_not_count() -> None:
    given_marks = said("timur", YES, YES, YES) + said("gaukhar", YES, YES, YES) + said("marat", NO, NO, NO)
    counts = joint(TARGET, seats("timur", "gaukhar"), given_marks).counts
    assert {one.achievement for one in counts.values()} == {YES}


def test_each_marks_everything_until_handing_in_and_then_only_what_is_reconciled() -> None:
    given_marks = said("timur", YES, YES, YES) + said("gaukhar", YES, NO, YES)
    one_in = seats("timur")
    found = joint(TARGET, one_in, given_marks)
    assert tasks(TARGET, one_in, found, "timur", Settle.RECONCILE, ()) == frozenset()
    assert tasks(TARGET, one_in, found, "gaukhar", Settle.RECONCILE, ()) == frozenset(OUTCOMES)
    both = seats("timur", "gaukhar")
    found = joint(TARGET, both, given_marks)
    assert tasks(TARGET, both, found, "timur", Settle.RECONCILE, ()) == {"o2"}
    assert tasks(TARGET, both, found, "timur", Settle.THIRD, ()) == frozenset()


def test_the_third_marks_only_what_is_disagreed_and_a_stranger_nothing() -> None:
    people = ("timur", "gaukhar", "serik")
    given_marks = said("timur", YES, YES, YES) + said("gaukhar", YES, NO, YES)
    three = seats("timur", "gaukhar", people=people)
    found = joint(TARGET, three, given_marks)
    assert tasks(TARGET, three, found, "serik", Settle.THIRD, found.unsettled) == {"o2"}
    assert tasks(TARGET, three, found, "omar", Settle.THIRD, ()) == frozenset()
