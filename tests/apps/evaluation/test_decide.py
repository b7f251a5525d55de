"""Foreign learning is decided: as asked, in another form, refused, and reversed on appeal."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tanym.adapters.papers.certificate import heading_of
from tanym.apps.accounts.queries import person as find
from tanym.apps.evaluation.actions.apply import apply
from tanym.apps.evaluation.actions.compare import compare
from tanym.apps.evaluation.actions.confirm_fraud import confirm_fraud
from tanym.apps.evaluation.actions.propose import Proposal, propose
from tanym.apps.letters.queries import letters_about
from tanym.apps.organisations.models import Membership
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.queries import disciplines
from tanym.apps.recognition.actions.appeal import appeal
from tanym.apps.recognition.actions.confirm_credits import confirm_credits
from tanym.apps.recognition.actions.recognise import recognise
from tanym.apps.recognition.actions.record_minutes import record_minutes
from tanym.apps.recognition.actions.refuse import refuse
from tanym.apps.recognition.actions.reverse import reverse
from tanym.apps.recognition.actions.seat_panel import seat_panel
from tanym.apps.recognition.actions.sign_minutes import sign_minutes
from tanym.apps.recognition.actions.state_left import state_left
from tanym.apps.recognition.actions.vote import vote
from tanym.apps.recognition.casefile import decision_taken
from tanym.apps.recognition.checking import facts_of
from tanym.apps.recognition.models import Seat
from tanym.apps.recognition.seating import Member
from tanym.core.credentials.record_document import from_json
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.recognition.foreign.difference import Difference
from tanym.core.recognition.foreign.forms_of_recognition import Condition, Considered, Form, Ground
from tanym.core.recognition.foreign.purpose import Purpose
from tanym.core.recognition.foreign.statements import StatementType
from tests.apps.evaluation.conftest import SAYRAM, Walk, found_by_rules

pytestmark = pytest.mark.django_db

OBSTACLE = Difference(
    "",
    "learning-outcomes",
    "No statistics.",
    "The work rests on statistics.",
    "Syllabus, page 3",
    "One course",
)
NONE_POSSIBLE = tuple(Considered(one, False, "Nothing of it is shown.") for one in Form)
CONDITIONAL = Proposal(
    StatementType.COMPARABILITY,
    (Considered(Form.CONDITIONAL, True, "One course is missing."),),
    Form.CONDITIONAL,
    "From the day on which the course is passed.",
    (Condition("c1", "Statistics", "An exam passed with 50 % at least", date(2027, 6, 30)),),
)


def test_what_is_recognised_for_work_becomes_a_statement_of_its_own_type(walk) -> None:
    case = walk.to("decided").case
    assert case.stage == "recognised"
    award = decision_taken(case).award
    assert (award.kind, award.of, award.person.username) == ("evaluation", "purpose:employment", "leyla")
    record = from_json(award.record)
    assert record.titles["en"].startswith("Statement of comparability")
    assert {"recognition-decision", "other-centre"} <= set(record.is_not)
    assert heading_of(record) == "-evaluation"
    walk.act(confirm_credits, "arailym", credits=0, line="Statements, 12")
    assert walk.case.stage == "entered"
    outcome = found_by_rules(walk.case, walk.at.date())
    asked = ("RC-20", "RC-21", "RC-22", "RC-23", "RC-24", "RC-28", "GO-03")
    assert {rule: outcome[rule] for rule in asked} == dict.fromkeys(asked, "met")
    facts = facts_of(walk.case, walk.at.date())
    assert (facts["case.kind"], facts["case.result"], facts["case.statement_type"]) == (
        "foreign", "full", "comparability",
    )  # fmt: skip


def test_for_credits_the_university_decides_and_the_discipline_is_credited(country, moment) -> None:
    discipline = disciplines().get(code="data-analysis-intro")
    case = apply(
        actor=find("leyla"),
        at=moment,
        purpose=Purpose.CREDITS,
        organisation=organisation("sayram"),
        discipline=discipline,
    )
    walk = Walk(case, moment, SAYRAM).to("decided")
    award = decision_taken(walk.case).award
    assert (award.kind, award.discipline.code) == ("discipline", "data-analysis-intro")
    assert from_json(award.record).recognition.credits == 500
    walk.act(confirm_credits, "rustem", credits=500, line="Part 2, line 9")
    assert walk.case.stage == "entered"


def test_a_conditional_recognition_says_what_is_asked_until_when(walk, as_) -> None:
    case = walk.to("decided", result="recognise-in-part", achieved=4, proposal=CONDITIONAL).case
    assert case.stage == "partly"
    facts = facts_of(case, walk.at.date())
    assert facts["case.result"] == "conditional"
    assert facts["case.condition_terms"] == {
        "c1": ({"measure": "An exam passed with 50 % at least", "until": date(2027, 6, 30)},)
    }
    summary = from_json(decision_taken(case).award.record).summary["en"]
    assert "Condition: Statistics" in summary
    assert "30 June 2027" in summary
    page = as_("leyla").get(f"/en/recognition/cases/{case.public_id}/letter/").content.decode()
    letter = letters_about(f"recognition.case:{case.public_id}").order_by("-pk").first()
    for said in (page, letter.body["en"]):
        assert "Condition: Statistics" in said
        assert "Statement of comparability" in said
        assert "credits follow" not in said


def test_another_form_than_as_asked_has_to_be_named_first(walk) -> None:
    walk.to("commission", achieved=4).seated()
    walk.minuted("recognise-in-part", 4)
    with pytest.raises(Refused, match="form-stated"):
        walk.act_decision("recognise-in-part")
    assert walk.renew().stage == "commission"


def test_nothing_is_refused_without_an_obstacle_and_an_answer_on_every_other_form(walk) -> None:
    walk.to("commission", achieved=0).seated()
    walk.minuted("refuse", 0)
    with pytest.raises(Refused, match=r"obstacle-stated\.undecided"):
        walk.act(refuse, "sanzhar")
    refusal = Proposal(StatementType.COMPARABILITY, NONE_POSSIBLE[:2], ground=Ground.DIFFERENCE)
    walk.act(propose, "arailym", proposal=refusal)
    with pytest.raises(Refused, match="obstacle-stated"):
        walk.act(refuse, "sanzhar")
    walk.kept.differences.create(
        element=OBSTACLE.element, in_what=OBSTACLE.in_what, obstacle=OBSTACLE.obstacle, evidence=OBSTACLE.evidence,
        bridge=OBSTACLE.bridge, by=walk.who("ainash"), at=walk.at,
    )  # fmt: skip
    with pytest.raises(Refused, match="forms-considered"):
        walk.act(refuse, "sanzhar")
    possible = (*NONE_POSSIBLE[:2], Considered(Form.CONDITIONAL, True, "One course."))
    walk.act(propose, "arailym", proposal=Proposal(StatementType.ADVICE, possible, ground=Ground.DIFFERENCE))
    with pytest.raises(Refused, match="forms-considered"):
        walk.act(refuse, "sanzhar")
    assert walk.renew().stage == "commission"


def reversed_by_others(walk, lodged) -> None:
    """The second panel recognises in full what the first did not."""
    panel = [
        Member(walk.who("ermek"), "chair"),
        Member(walk.who("saltanat"), "deputy"),
        Member(walk.who("galym")),
    ]
    seat_panel(
        actor=walk.who("perizat"),
        at=walk.at,
        appeal=lodged,
        revision=lodged.revision,
        members=panel,
        elected=True,
    )
    lodged.refresh_from_db()
    for name in ("ermek", "saltanat", "galym"):
        vote(actor=walk.who(name), at=walk.at, record=lodged, choice="reverse")
    lodged.refresh_from_db()
    findings = [
        {"outcome": one, "recognised": True, "reasons": "Page 7 shows it.", "departs": "Page 7 was not read."}
        for one in walk.outcomes
    ]
    instead = {"result": "recognise", "findings": findings, "reasons": "Page 7 shows it.", "advice": ""}
    draft = {"result": "reverse", "reasons": "Page 7 shows it.", "language": "en", "instead": instead}
    record_minutes(
        actor=walk.who("perizat"), at=walk.at, record=lodged, revision=lodged.revision, draft=draft
    )
    lodged.refresh_from_db()
    reverse(actor=walk.who("ermek"), at=walk.at, appeal=lodged, revision=lodged.revision)


def test_a_refusal_that_states_its_obstacle_is_reversed_by_other_people(walk) -> None:
    walk.to("comparison")
    walk.act(compare, "ainash", difference=OBSTACLE)
    walk.found(**{"learning-outcomes": "different"})
    walk.judged(0)
    walk.proposed(Proposal(StatementType.COMPARABILITY, NONE_POSSIBLE, ground=Ground.DIFFERENCE))
    walk.act(walk.refer, "ainash")
    walk.decided("refuse", 0)
    assert walk.case.stage == "refused"
    facts = facts_of(walk.case, walk.at.date())
    assert facts["case.alternatives_answered"] == {"alternative", "partial", "conditional"}
    assert facts["case.refusal_evidence_by_authority"]
    walk.act(appeal, "leyla", grounds="The statistics stand on page 7.")
    lodged = walk.case.appeal
    with pytest.raises((Refused, NotPermitted)):
        seat_panel(
            actor=walk.who("perizat"), at=walk.at, appeal=lodged, revision=lodged.revision, elected=True,
            members=[Member(walk.who("sanzhar"), "chair"), Member(walk.who("ermek"), "deputy"), Member(walk.who("galym"))],
        )  # fmt: skip
    lodged.refresh_from_db()
    reversed_by_others(walk, lodged)
    assert walk.renew().stage == "recognised"
    assert decision_taken(walk.case).award.kind == "evaluation"


def test_an_appeal_against_a_conditional_recognition_annuls_its_statement(walk) -> None:
    walk.to("decided", result="recognise-in-part", achieved=4, proposal=CONDITIONAL)
    first = decision_taken(walk.case).award
    walk.act(appeal, "leyla", grounds="The statistics stand on page 7.")
    reversed_by_others(walk, walk.case.appeal)
    first.refresh_from_db()
    second = decision_taken(walk.renew()).award
    assert (first.annulled_on is None, second.annulled_on is None) == (False, True)
    assert "Condition" not in from_json(second.record).summary["en"]


def test_a_forged_document_is_confirmed_by_a_second_person(walk) -> None:
    walk.to("comparison")
    forged = Proposal(StatementType.ADVICE, ground=Ground.FRAUD)
    with pytest.raises(InvalidValue, match="fraud-without-evidence"):
        walk.act(propose, "ainash", proposal=forged)
    walk.found()
    walk.judged(0)
    shown = Proposal(StatementType.ADVICE, ground=Ground.FRAUD, fraud_evidence="The seal is pasted in.")
    walk.proposed(shown)
    walk.act(walk.refer, "ainash")
    walk.seated()
    walk.minuted("refuse", 0)
    with pytest.raises(Refused, match="RC-25"):
        walk.act(refuse, "sanzhar")
    with pytest.raises(NotPermitted):
        walk.act(confirm_fraud, "ainash")
    walk.act(confirm_fraud, "togzhan")
    walk.act(refuse, "sanzhar")
    assert walk.case.stage == "refused"


def test_a_chair_who_left_between_vote_and_signature_is_stood_in_for(walk) -> None:
    walk.to("commission").seated()
    walk.minuted("recognise", 5)
    Membership.objects.filter(person=walk.who("sanzhar")).update(until=walk.at.date() - timedelta(days=1))
    seat = Seat.objects.get(commission__case=walk.case, person=walk.who("sanzhar"))
    given = {"actor": walk.who("arailym"), "at": walk.at, "revision": None}
    state_left(record=walk.renew(), seat=seat, reason="Her membership ended.", **given)
    sign_minutes(record=walk.renew(), **given)
    walk.act(recognise, "togzhan")
    assert "Her membership ended." in str(walk.case.decisions.get().minutes["left"])
