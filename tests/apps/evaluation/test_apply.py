"""The purpose comes first: who may open which case where, and what stands in for documents."""

from __future__ import annotations

import pytest

from tanym.apps.accounts.queries import person as find
from tanym.apps.evaluation.actions.answer import answer
from tanym.apps.evaluation.actions.apply import apply
from tanym.apps.evaluation.models import Evaluation
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.queries import disciplines
from tanym.apps.recognition.actions.submit import submit
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.recognition.foreign.purpose import Purpose
from tests.apps.evaluation.conftest import begun

pytestmark = pytest.mark.django_db
TOLD = {"studied": "Nursing", "where-and-when": "2012–2015", "content": "Anatomy", "papers": "Burnt"}


def test_credits_are_asked_of_the_university_of_the_discipline_and_of_nobody_else(country, moment) -> None:
    discipline = disciplines().get(code="data-analysis-intro")
    given = {"actor": find("leyla"), "at": moment, "purpose": Purpose.CREDITS}
    for body in ("national-centre", "kokzhar"):
        with pytest.raises(Refused, match=r"evaluation\.not-here"):
            apply(**given, organisation=organisation(body), discipline=discipline)
    with pytest.raises(InvalidValue, match=r"evaluation\.no-discipline"):
        apply(**given, organisation=organisation("sayram"))
    case = apply(**given, organisation=organisation("sayram"), discipline=discipline)
    assert (case.procedure, case.purpose, case.discipline) == ("foreign", "exemption", discipline)
    assert apply(**given, organisation=organisation("sayram"), discipline=discipline).pk == case.pk


def test_a_purpose_says_what_for_and_is_compared_by_the_five_elements(country, moment) -> None:
    with pytest.raises(InvalidValue, match=r"evaluation\.nothing-wanted"):
        begun(moment, wanted=" ")
    with pytest.raises(Refused, match=r"evaluation\.not-here"):
        apply(
            actor=find("leyla"),
            at=moment,
            purpose=Purpose.STUDY,
            organisation=organisation("sayram"),
            wanted="x",
        )
    walk = begun(moment, Purpose.STUDY, wanted="a master’s programme")
    assert walk.case.target["kind"] == "purpose"
    assert walk.outcomes == ["level", "workload", "quality", "profile", "learning-outcomes"]
    assert walk.case.target["titles"]["en"] == "Further study: a master’s programme"


def test_without_documents_the_answers_stand_in_for_them(country, moment) -> None:
    walk = begun(moment, documented=False)
    with pytest.raises(Refused, match="documents-given"):
        walk.act(submit, "leyla", application="I had to leave.", informed=True)
    with pytest.raises(NotPermitted):
        walk.act(answer, "samal", answers=TOLD)
    walk.act(answer, "leyla", answers=TOLD)
    walk.act(submit, "leyla", application="I had to leave.", informed=True)
    assert walk.case.stage == "completeness"
    with pytest.raises(Refused, match=r"case\.not-now"):
        walk.act(answer, "leyla", answers=TOLD)
    assert Evaluation.objects.get(case=walk.case).questionnaire["content"] == "Anatomy"
