"""The check of papers: asking, supplying, accepting, and what clocks do meanwhile."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from tanym.apps.clocks.actions.run import run as run_clocks
from tanym.apps.recognition.actions.accept import accept
from tanym.apps.recognition.actions.add_evidence import add_evidence
from tanym.apps.recognition.actions.appoint import appoint
from tanym.apps.recognition.actions.ask_for_papers import ask_for_papers
from tanym.apps.recognition.actions.declare import declare
from tanym.apps.recognition.actions.interview import interview
from tanym.apps.recognition.actions.judge import judge
from tanym.apps.recognition.actions.map_outcomes import map_outcomes
from tanym.apps.recognition.actions.supply import supply
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tests.apps.recognition.conftest import CERTIFICATE

pytestmark = pytest.mark.django_db


def test_papers_are_asked_for_by_name_and_the_clock_stands_still(walk) -> None:
    walk.to("completeness").later(1)
    walk.act(ask_for_papers, "saule", missing=["result"], because="The programme of the course.")
    assert walk.case.stage == "papers"
    assert list(walk.case.case["paused"]) == ["completeness"]
    with pytest.raises(Refused, match=r"case\.supply\.documents-given"):
        walk.act(supply, "aigul")
    walk.later(3).act(add_evidence, "aigul", given=CERTIFICATE)
    walk.act(supply, "aigul")
    assert walk.case.stage == "completeness"
    assert walk.case.case["running"]["completeness"]["length"] == 4


def test_no_paper_is_asked_for_that_the_procedure_does_not_know(walk) -> None:
    walk.to("completeness")
    with pytest.raises(InvalidValue, match=r"recognition\.no-such-paper"):
        walk.act(ask_for_papers, "saule", missing=["passport-copy"], because="For the file.")
    with pytest.raises(Refused, match="names-what-is-missing"):
        walk.act(ask_for_papers, "saule", missing=[], because="")


def test_an_application_lapses_when_the_papers_do_not_come(walk) -> None:
    walk.to("completeness")
    walk.act(ask_for_papers, "saule", missing=["result"], because="The programme.")
    assert run_clocks(at=walk.later(14).at) == 0
    assert run_clocks(at=walk.later(2).at) == 1
    assert walk.renew().stage == "lapsed"
    assert run_clocks(at=walk.later(30).at) == 0


def test_the_command_runs_the_clocks(walk) -> None:
    told = StringIO()
    call_command("clocks", stdout=told)
    assert told.getvalue().strip() == "0"


def test_only_an_assessor_of_the_university_is_appointed(walk) -> None:
    walk.to("completeness")
    for name in ("omar", "bolat", "aigul"):
        with pytest.raises(InvalidValue, match=r"recognition\.no-assessor"):
            walk.act(accept, "saule", assessor=walk.who(name))


def test_an_assessor_with_an_interest_does_not_go_on(walk) -> None:
    walk.to("mapping")
    walk.act(declare, "timur", relation="interest", interest="The claimant is my sister.")
    item = str(walk.case.evidence.get().public_id)
    with pytest.raises(Refused, match=r"case\.map\.no-conflict"):
        walk.act(
            map_outcomes,
            "timur",
            shows={(item, one): "yes" for one in walk.outcomes},
            ratings={item: dict.fromkeys(("relevant", "authentic", "sufficient", "current"), "yes")},
            finish=True,
        )
    with pytest.raises(InvalidValue, match=r"recognition\.no-assessor"):
        walk.act(appoint, "saule", assessor=walk.who("timur"))


def test_the_mapping_leaves_no_outcome_without_evidence_or_interview(walk) -> None:
    walk.to("mapping")
    walk.act(declare, "timur", relation="none")
    item = str(walk.case.evidence.get().public_id)
    rated = {item: dict.fromkeys(("relevant", "authentic", "sufficient", "current"), "yes")}
    with pytest.raises(Refused, match="every-outcome-mapped") as refused:
        walk.act(map_outcomes, "timur", shows={(item, "o1"): "yes"}, ratings=rated, finish=True)
    assert refused.value.details["missing"] == "2, 3, 4, 5"
    with pytest.raises(InvalidValue, match=r"evidence\.unrated"):
        walk.act(map_outcomes, "timur", shows={}, direct=walk.outcomes, finish=True)
    with pytest.raises(InvalidValue, match=r"evidence\.rating-without-reason"):
        walk.act(map_outcomes, "timur", shows={}, ratings={item: {"current": "no"}})


def test_an_assessor_of_another_case_does_not_judge_this_one(walk) -> None:
    walk.to("assessment")
    with pytest.raises(NotPermitted):
        walk.act(judge, "omar", outcome="o1", achievement="achieved", reasons="Shown.")


def test_a_judgement_without_reasons_is_none(walk) -> None:
    walk.to("assessment")
    with pytest.raises(InvalidValue, match=r"judgement\.no-reasons"):
        walk.act(judge, "timur", outcome="o1", achievement="achieved", reasons="  ")
    with pytest.raises(InvalidValue, match=r"judgement\.unknown-outcome"):
        walk.act(judge, "timur", outcome="o77", achievement="achieved", reasons="Shown.")


def test_an_interview_of_tomorrow_is_not_on_record(walk) -> None:
    walk.to("interview")
    with pytest.raises(InvalidValue, match=r"recognition\.interview-later"):
        walk.act(interview, "timur", held_on=walk.at.date().replace(day=30), record="Talked.")


def test_the_advice_is_hidden_until_the_assessor_has_judged(walk, as_) -> None:
    walk.to("assessment")
    page = as_("timur").get(f"/en/recognition/cases/{walk.case.public_id}/handling/").content.decode()
    assert page.count("shown after the judgement") == 5
    walk.act(judge, "timur", outcome="o1", achievement="achieved", reasons="Shown.")
    page = as_("timur").get(f"/en/recognition/cases/{walk.case.public_id}/handling/").content.decode()
    assert page.count("shown after the judgement") == 4
