"""The commission: who sits, how it votes, what follows from a partial decision, a refusal, an appeal."""

from __future__ import annotations

from datetime import date

import pytest

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.actions.run import run as run_clocks
from tanym.apps.organisations.models import Membership
from tanym.apps.organisations.queries import organisation
from tanym.apps.recognition.actions.appeal import appeal
from tanym.apps.recognition.actions.confirm_credits import confirm_credits
from tanym.apps.recognition.actions.recognise_in_part import recognise_in_part
from tanym.apps.recognition.actions.record_minutes import record_minutes
from tanym.apps.recognition.actions.recuse import recuse
from tanym.apps.recognition.actions.reverse import reverse
from tanym.apps.recognition.actions.seat_commission import seat_commission
from tanym.apps.recognition.actions.seat_panel import seat_panel
from tanym.apps.recognition.actions.uphold import uphold
from tanym.apps.recognition.actions.vote import vote
from tanym.apps.recognition.actions.withdraw_appeal import withdraw_appeal
from tanym.apps.recognition.casefile import decision_taken
from tanym.apps.recognition.models import Appeal
from tanym.apps.recognition.seating import Member
from tanym.core.credentials.record_document import from_json
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def second_panel(walk) -> list[Person]:
    """The second secretary and three members at Sayram who did not sit on the first commission."""
    return [walk.who(name) for name in ("gaukhar", "serik", "aigerim", "daniyar")]


def test_a_commission_is_odd_and_apart_from_the_case(walk) -> None:
    walk.to("commission")
    a, b, c = (walk.who(name) for name in ("aliya", "bolat", "kamila"))
    with pytest.raises(Refused, match=r"commission\.even"):
        walk.act(seat_commission, "saule", members=[Member(a, "chair"), Member(b, "deputy")], elected=True)
    two = [Member(a, "chair"), Member(b, "deputy")]
    with pytest.raises(Refused, match=r"commission\.not-elected"):
        walk.act(seat_commission, "saule", members=[*two, Member(c)], elected=False)
    stranger = Member(walk.who("timur"))
    with pytest.raises(InvalidValue, match=r"recognition\.no-member"):
        walk.act(seat_commission, "saule", members=[*two, stranger], elected=True)
    assert not walk.renew().commissions.exists()


def test_who_assessed_the_case_does_not_sit(walk) -> None:
    walk.to("commission")
    Membership.objects.create(
        person=walk.who("timur"), organisation=organisation("sayram"), role="member", since=date(2025, 1, 1)
    )
    members = [
        Member(walk.who("aliya"), "chair"),
        Member(walk.who("bolat"), "deputy"),
        Member(walk.who("timur")),
    ]
    with pytest.raises(Refused, match=r"commission\.must-be-apart"):
        walk.act(seat_commission, "saule", members=members, elected=True)


def test_the_deputy_takes_the_chair_when_the_chair_steps_aside(walk) -> None:
    walk.to("commission", achieved=3).seated()
    recuse(actor=walk.who("aliya"), at=walk.at, record=walk.renew(), reason="I taught the claimant.")
    walk.voted("recognise-in-part", by=("bolat", "kamila"))
    walk.minuted("recognise-in-part", 3)
    with pytest.raises(NotPermitted):
        walk.act(recognise_in_part, "aliya")
    walk.act(recognise_in_part, "bolat")
    assert walk.case.decisions.get().by.username == "bolat"


def test_somebody_who_does_not_sit_has_no_vote(walk) -> None:
    walk.to("commission").seated()
    with pytest.raises(NotPermitted):
        vote(actor=walk.who("timur"), at=walk.at, record=walk.case, choice="recognise")
    with pytest.raises(InvalidValue, match=r"recognition\.no-such-result"):
        vote(actor=walk.who("bolat"), at=walk.at, record=walk.case, choice="everything")


def test_minutes_whose_result_does_not_follow_from_the_findings_are_refused(walk) -> None:
    walk.to("commission").seated()
    with pytest.raises(Refused, match=r"decision\.result-not-allowed"):
        walk.minuted("recognise-in-part", 5)
    assert not walk.case.commissions.get().draft


def test_a_departure_from_the_assessor_says_why(walk) -> None:
    walk.to("commission", achieved=3).seated()
    with pytest.raises(Refused, match=r"decision\.departs-without-reason"):
        walk.minuted("recognise", 5)


def test_a_partial_decision_names_the_gaps_and_brings_no_credits_where_the_rule_says_none(walk) -> None:
    case = walk.to("decided", result="recognise-in-part", achieved=3).case
    decision = decision_taken(case)
    assert decision.statement["missing"] == ["o4", "o5"]
    record = from_json(decision.award.record)
    assert record.recognition.decision == "in-part"
    assert [one.achieved for one in record.outcomes] == [True, True, True, False, False]
    assert (record.credits or 0, decision.credits) == (0, 0)


def test_after_the_term_of_appeal_a_partial_decision_goes_to_the_registrar(walk) -> None:
    walk.to("decided", result="recognise-in-part", achieved=3)
    assert run_clocks(at=walk.later(20).at) == 1
    assert walk.renew().stage == "recognised"
    walk.act(confirm_credits, "rustem", credits=0, line="part 2, line 17")
    assert walk.case.stage == "credited"


def test_a_refusal_confers_nothing_and_closes_after_the_term(walk) -> None:
    case = walk.to("decided", result="refuse", achieved=0).case
    assert decision_taken(case).award is None
    run_clocks(at=walk.later(20).at)
    assert walk.renew().stage == "closed"


def test_the_registrar_enters_just_what_is_due(walk) -> None:
    walk.to("decided")
    with pytest.raises(Refused, match=r"case\.confirm-credits\.credits-entered"):
        walk.act(confirm_credits, "rustem", credits=300, line="part 2, line 17")
    with pytest.raises(InvalidValue, match=r"recognition\.no-line"):
        walk.act(confirm_credits, "rustem", credits=500, line="")
    walk.act(confirm_credits, "rustem", credits=500, line="part 2, line 17")
    assert walk.case.stage == "credited"


def test_an_appeal_after_its_term_is_too_late(walk) -> None:
    walk.to("decided", result="refuse", achieved=0).later(20)
    with pytest.raises(Refused, match=r"case\.appeal\.clock-running"):
        walk.act(appeal, "aigul", grounds="My report shows it.")


def test_nobody_of_the_first_panel_hears_the_appeal(walk, second_panel) -> None:
    walk.to("decided", result="refuse", achieved=0).later(1)
    walk.act(appeal, "aigul", grounds="My report shows it.")
    lodged = Appeal.objects.get()
    gaukhar, serik, aigerim, _daniyar = second_panel
    with pytest.raises(Refused, match=r"commission\.must-be-apart"):
        seat_panel(
            actor=gaukhar,
            at=walk.at,
            appeal=lodged,
            revision=lodged.revision,
            members=[Member(serik, "chair"), Member(aigerim, "deputy"), Member(walk.who("bolat"))],
            elected=True,
        )
    with pytest.raises(NotPermitted):  # the secretary of the first panel acted for the other side
        _seat(walk, lodged, second_panel, by=walk.who("saule"))


def _seat(walk, lodged: Appeal, people: list[Person], by: Person | None = None) -> Appeal:
    gaukhar, serik, aigerim, daniyar = people
    return seat_panel(
        actor=by or gaukhar,
        at=walk.at,
        appeal=lodged,
        revision=lodged.revision,
        members=[Member(serik, "chair"), Member(aigerim, "deputy"), Member(daniyar)],
        elected=True,
    )


def _heard(walk, people: list[Person], result: str, draft: dict) -> Appeal:
    walk.act(appeal, "aigul", grounds="My report shows it.")
    lodged = _seat(walk, Appeal.objects.get(), people)
    for member in people[1:]:
        vote(actor=member, at=walk.at, record=lodged, choice=result)
    lodged = Appeal.objects.get()
    record_minutes(actor=people[0], at=walk.at, record=lodged, revision=lodged.revision, draft=draft)
    return Appeal.objects.get()


def test_a_reversal_takes_the_place_of_the_first_decision(walk, second_panel) -> None:
    walk.to("decided", result="recognise-in-part", achieved=3).later(1)
    first = decision_taken(walk.case).award
    instead = walk.draft("recognise", 5)
    for finding in instead["findings"]:
        finding["reasons"] = "Shown in the report, page 4."
        finding["departs"] = "The panel read the annex of the report."
    draft = {"result": "reverse", "reasons": "The annex shows it.", "language": "en", "instead": instead}
    lodged = _heard(walk, second_panel, "reverse", draft)
    reverse(actor=second_panel[1], at=walk.at, appeal=lodged, revision=lodged.revision)
    case = walk.renew()
    assert case.stage == "recognised"
    first.refresh_from_db()
    assert first.annulled_on is not None
    decision = decision_taken(case)
    assert (decision.result, decision.credits) == ("reverse", 500)
    assert from_json(decision.award.record).recognition.decision == "in-full"
    walk.act(confirm_credits, "rustem", credits=500, line="part 2, line 17")
    assert walk.case.stage == "credited"


def test_a_refusal_that_is_upheld_closes_the_case(walk, second_panel) -> None:
    walk.to("decided", result="refuse", achieved=0).later(1)
    draft = {"result": "uphold", "reasons": "Nothing new was shown.", "language": "en"}
    lodged = _heard(walk, second_panel, "uphold", draft)
    uphold(actor=second_panel[1], at=walk.at, appeal=lodged, revision=lodged.revision)
    assert walk.renew().stage == "closed"


def test_an_appeal_can_be_taken_back(walk) -> None:
    walk.to("decided", result="refuse", achieved=0).later(1)
    walk.act(appeal, "aigul", grounds="My report shows it.")
    lodged = Appeal.objects.get()
    withdraw_appeal(actor=walk.who("aigul"), at=walk.at, appeal=lodged, revision=lodged.revision)
    assert walk.renew().stage == "closed"


def test_the_pages_of_an_appeal_are_whole(walk, as_, second_panel) -> None:
    walk.to("decided", result="refuse", achieved=0)
    walk.act(appeal, "aigul", grounds="My report shows it.")
    lodged = Appeal.objects.get()
    page = as_("aigul").get(f"/ru/recognition/cases/{walk.case.public_id}/")
    assert page.status_code == 200
    for name in ("gaukhar", "saule"):
        page = as_(name).get(f"/en/recognition/appeals/{lodged.public_id}/")
        assert page.status_code == 200, name
        assert "UNDEFINED-VARIABLE" not in page.content.decode()
    _seat(walk, lodged, second_panel)
    page = as_("serik").get(f"/kk/recognition/appeals/{lodged.public_id}/")
    assert page.status_code == 200
    assert "UNDEFINED-VARIABLE" not in page.content.decode()
