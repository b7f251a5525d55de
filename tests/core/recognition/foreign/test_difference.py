"""A difference is substantial only with a stated obstacle to the purpose, and only then carries a refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.recognition.decision import Result
from tanym.core.recognition.foreign.difference import Difference, check_difference, hindering, substantial
from tanym.core.recognition.foreign.file import ForeignFile, foreign_facts
from tanym.core.recognition.foreign.findings import ELEMENTS
from tanym.core.recognition.foreign.forms_of_recognition import (
    Condition,
    Considered,
    Form,
    Ground,
    check_form,
    unanswered,
)

SMALLER = Difference("d1", "workload", "Four credits instead of six.")
HINDERS = replace(
    SMALLER,
    obstacle="The statistics that the work rests on are missing.",
    evidence="Syllabus, page 3",
    bridge="A course of two credits",
)
TODAY = date(2026, 11, 23)
TEXT = st.text(alphabet=" abc", max_size=4)
DIFFERENCES = st.lists(
    st.builds(Difference, st.uuids().map(str), st.sampled_from(ELEMENTS), TEXT, TEXT, TEXT, TEXT), max_size=6
)
NOT_POSSIBLE = tuple(Considered(one, False, "Nothing of it is shown.") for one in Form)


@pytest.mark.parametrize(
    ("difference", "code"),
    [
        (SMALLER, ""),
        (HINDERS, ""),
        (replace(SMALLER, element="colour"), "foreign.difference-of-nothing"),
        (replace(SMALLER, in_what=" "), "foreign.difference-in-what"),
        (replace(HINDERS, evidence=" "), "foreign.obstacle-without-evidence"),
        (replace(HINDERS, bridge=""), "foreign.obstacle-without-bridge"),
    ],
)
def test_an_obstacle_says_what_shows_it_and_what_would_bridge_it(difference: Difference, code: str) -> None:
    assert [one.code for one in check_difference(difference)] == ([code] if code else [])


@given(DIFFERENCES)
def test_no_difference_without_an_obstacle_is_substantial(differences: list[Difference]) -> None:
    for one in substantial(differences):
        assert one.obstacle.strip()
    assert hindering(differences) <= {one.element for one in differences if one.obstacle.strip()}


@given(DIFFERENCES)
def test_a_refusal_never_names_a_difference_that_does_not_hinder(differences: list[Difference]) -> None:
    file = ForeignFile(result=Result.REFUSE, ground=Ground.DIFFERENCE, differences=tuple(differences))
    facts = foreign_facts(file)
    assert not facts["case.differences_refused_for"] & facts["case.differences_not_hindering"]  # type: ignore[operator]
    assert file.obstacle_missing == (not any(one.proven for one in differences))


def test_other_grounds_need_no_difference() -> None:
    assert not ForeignFile(ground=Ground.FRAUD).obstacle_missing
    assert ForeignFile(ground=Ground.DIFFERENCE, differences=(SMALLER,)).obstacle_missing
    assert not ForeignFile(ground=Ground.DIFFERENCE, differences=(HINDERS,)).obstacle_missing


@given(st.lists(st.builds(Considered, st.sampled_from(Form), st.booleans(), TEXT), max_size=5))
def test_nothing_is_refused_while_a_form_has_no_answer_or_is_possible(considered: list[Considered]) -> None:
    faults = check_form(Result.REFUSE, None, considered, (), Ground.NOT_SHOWN, TODAY)
    latest = {one.form: one for one in considered}
    may = not unanswered(latest.values()) and not any(one.possible for one in latest.values())
    assert (faults == ()) is may


@pytest.mark.parametrize("ground", [Ground.FRAUD, Ground.MILL])
def test_of_a_forged_document_no_other_form_is_considered(ground: Ground) -> None:
    assert check_form(Result.REFUSE, None, (), (), ground, TODAY) == ()


@pytest.mark.parametrize(
    ("form", "considered", "conditions", "code"),
    [
        (None, NOT_POSSIBLE, (), "foreign.form-not-named"),
        (Form.PARTIAL, NOT_POSSIBLE, (), "foreign.form-not-possible"),
        (Form.PARTIAL, (Considered(Form.PARTIAL, True, "Two of five."),), (), ""),
        (Form.CONDITIONAL, (Considered(Form.CONDITIONAL, True, "One course."),), (), "foreign.no-condition"),
        (
            Form.CONDITIONAL,
            (Considered(Form.CONDITIONAL, True, "One course."),),
            (Condition("c1", "Statistics", " ", date(2027, 3, 1)),),
            "foreign.condition-unmeasured",
        ),
        (
            Form.CONDITIONAL,
            (Considered(Form.CONDITIONAL, True, "One course."),),
            (Condition("c1", "Statistics", "An exam passed", TODAY),),
            "foreign.condition-unmeasured",
        ),
        (
            Form.CONDITIONAL,
            (Considered(Form.CONDITIONAL, True, "One course."),),
            (Condition("c1", "Statistics", "An exam passed", date(2027, 3, 1)),),
            "",
        ),
    ],
)
def test_another_form_is_named_possible_and_its_conditions_can_be_measured(
    form: Form | None, considered: tuple[Considered, ...], conditions: tuple[Condition, ...], code: str
) -> None:
    faults = check_form(Result.IN_PART, form, considered, conditions, None, TODAY)
    assert [one.code for one in faults] == ([code] if code else [])


def test_what_is_recognised_as_asked_needs_no_form() -> None:
    assert check_form(Result.RECOGNISE, None, (), (), None, TODAY) == ()
