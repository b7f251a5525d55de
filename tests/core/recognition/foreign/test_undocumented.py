"""Without documents: the questionnaire, two evaluators, the paper that is composed of both."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tanym.core.recognition.foreign.file import ForeignFile, foreign_facts
from tanym.core.recognition.foreign.purpose import Purpose, statements_for
from tanym.core.recognition.foreign.statements import IS_NOT, StatementType
from tanym.core.recognition.foreign.undocumented import (
    QUESTIONS,
    Evaluator,
    Heard,
    background_paper,
    check_heard,
    unanswered,
)

TODAY = date(2026, 11, 23)
TOLD = {"studied": "Nursing", "where-and-when": "Kabul, 2012–2015", "content": "Anatomy", "papers": "Burnt"}
HEARD = Heard(
    TODAY,
    (Evaluator("ainash", False, False), Evaluator("chiara", True, True)),
    "Dari",
    {"content": "Names the bones without a slip."},
    "Three years of nursing studies are credible.",
)


@pytest.mark.parametrize(
    ("heard", "code"),
    [
        (HEARD, ""),
        (replace(HEARD, evaluators=HEARD.evaluators[1:]), "foreign.two-evaluators"),
        (replace(HEARD, evaluators=HEARD.evaluators[1:] * 2), "foreign.two-evaluators"),
        (replace(HEARD, evaluators=(Evaluator("a", True, False), Evaluator("b", False, True))), "foreign.nobody-knows-system"),
        (replace(HEARD, agreed=" "), "foreign.nothing-agreed"),
        (replace(HEARD, on=date(2026, 11, 24)), "foreign.heard-later"),
    ],
)  # fmt: skip
def test_two_evaluators_hear_and_one_knows_system_and_language(heard: Heard, code: str) -> None:
    assert [one.code for one in check_heard(heard, TOLD, TODAY)] == ([code] if code else [])


def test_the_interview_comes_after_the_needed_answers() -> None:
    assert unanswered(TOLD) == ()
    assert unanswered({}) == ("studied", "where-and-when", "content", "papers")
    assert [one.code for one in check_heard(HEARD, {}, TODAY)] == ["foreign.questionnaire-left"]


def test_the_background_paper_holds_what_was_told_and_heard_and_invents_nothing() -> None:
    paper = background_paper(TOLD, HEARD)
    assert [one.about for one in paper] == ["studied", "where-and-when", "content", "papers", "agreed"]
    content = next(one for one in paper if one.about == "content")
    assert (content.told, content.found) == ("Anatomy", "Names the bones without a slip.")
    assert background_paper({}, None) == ()
    assert {one.about for one in paper} <= {*QUESTIONS, "agreed"}


def test_a_statement_without_documents_is_advice_and_says_that_it_is_no_formal_recognition() -> None:
    assert statements_for(Purpose.STUDY, documented=False) == (StatementType.ADVICE,)
    file = ForeignFile(
        documented=False,
        questionnaire=True,
        heard=HEARD,
        statement=StatementType.ADVICE,
        stated_on=TODAY,
        stated_until=date(2031, 11, 23),
    )
    facts = foreign_facts(file)
    assert facts["case.kind"] == "undocumented"
    assert facts["case.undocumented_records"] == {"questionnaire", "interview"}
    assert facts["case.interviewers_knowing_system"] == {"chiara"}
    assert facts["case.statement_says"] == {"not-formal-recognition"}
    assert "case.elements_answered" not in facts


def test_every_type_of_statement_says_what_it_is_not() -> None:
    assert all(IS_NOT[one] for one in StatementType)
    assert "not-other-centre" in IS_NOT[StatementType.COMPARABILITY]
    assert StatementType.DECISION not in statements_for(Purpose.EMPLOYMENT, documented=True)
    assert statements_for(Purpose.CREDITS, documented=True) == (StatementType.DECISION,)
