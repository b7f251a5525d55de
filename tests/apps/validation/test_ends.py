"""A validation to each of its ends: in full, in part, nothing, stopped; and what stays valid after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import person as find
from tanym.apps.credentials.middleware import issue_all
from tanym.apps.organisations.models import Membership
from tanym.apps.portfolio.models import Item
from tanym.apps.privacy.actions.take_back import take_back
from tanym.apps.privacy.models import Consent
from tanym.apps.privacy.showing import acts_of
from tanym.apps.recognition.actions.recognise import recognise
from tanym.apps.recognition.actions.sign_minutes import sign_minutes
from tanym.apps.recognition.actions.state_left import state_left
from tanym.apps.recognition.actions.step import step
from tanym.apps.recognition.casefile import decision_taken
from tanym.apps.recognition.models import EvidenceItem, Seat
from tanym.apps.validation.actions.begin import begin
from tanym.apps.validation.actions.go_on_later import go_on_later
from tanym.apps.validation.parts import parts_of, phases_of
from tanym.apps.validation.queries import plan_of, route_of
from tanym.apps.validation.targets import aim
from tanym.core.kernel.errors import Refused
from tanym.core.recognition.validation.phases import Standing
from tests.apps.validation.conftest import DISCIPLINE, MICRO, Walk, reversed_by_the_second_panel

pytestmark = pytest.mark.django_db
Start = Callable[..., Walk]


def test_all_outcomes_confirmed_bring_the_micro_qualification_itself(start: Start, published: None) -> None:
    case = start(ref=MICRO).to("decided").case
    award = decision_taken(case).award
    assert award.kind == "micro-qualification"
    assert award.version.micro_qualification.code == "process-control-charts"
    assert case.stage == "recognised"
    assert all(one.get("achieved", True) for one in award.record["outcomes"])
    assert [one.standing for one in phases_of(case)] == [Standing.DONE] * 4
    assert issue_all() == (1, 0)


def test_a_discipline_confirmed_in_full_is_an_award_of_the_discipline(start: Start) -> None:
    case = start().to("decided").case
    assert decision_taken(case).award.kind == "discipline"


def test_a_part_confirmed_is_a_statement_of_outcomes_with_its_last_day_and_a_plan(start: Start) -> None:
    case = start().to("decided", result="recognise-in-part", achieved=2).case
    award = decision_taken(case).award
    assert (award.kind, award.of) == ("outcomes", DISCIPLINE)
    assert award.record["valid_until"].startswith("2031-11-21")
    assert issue_all() == (1, 0)
    plan = plan_of(case)
    assert {line.outcome for line in plan.lines.all()} == {"o3", "o4"}
    assert plan.given_at is None


def test_nothing_confirmed_confers_nothing_and_still_drafts_a_plan(start: Start) -> None:
    case = start().to("decided", result="refuse", achieved=0).case
    assert decision_taken(case).award is None
    assert case.stage == "refused"
    assert plan_of(case).lines.count() >= 4


def test_a_later_case_judges_only_the_rest_and_then_the_whole_is_conferred(
    start: Start, at: datetime, person: Callable[[str], Person], published: None
) -> None:
    first = start(ref=MICRO).to("decided", result="recognise-in-part", achieved=3).case
    first.stage, first.case = "closed", {**first.case, "stage": "closed"}
    first.save()
    later = start(ref=MICRO)
    assert [one["id"] for one in later.case.target["outcomes"]] == ["lo-4"]
    assert {one["outcome"] for one in route_of(later.case).carried} == {"lo-1", "lo-2", "lo-3"}
    award = decision_taken(later.to("decided", achieved=1).case).award
    assert award.kind == "micro-qualification"
    assert len(award.record["outcomes"]) == 4
    later.case.stage, later.case.case = "certified", {**later.case.case, "stage": "certified"}
    later.case.save()
    with pytest.raises(Refused, match=r"validation\.nothing-left"):
        begin(actor=person("yerlan"), at=at, aim=aim(MICRO, at.date()), kind="alone", informed=True)


@pytest.mark.parametrize(
    ("stage", "end"),
    [
        ("identification", "stopped_identification"),
        ("completeness", "stopped_documentation"),
        ("commission", "stopped_assessment"),
    ],
)
def test_whoever_stops_keeps_everything_and_goes_on_from_there(
    start: Start, at: datetime, person: Callable[[str], Person], stage: str, end: str
) -> None:
    walk = start().to(stage)
    items = walk.case.evidence.count()
    stopped = step(actor=person("yerlan"), at=at, case=walk.case, revision=None, do="stop")
    assert stopped.stage == end
    again = go_on_later(actor=person("yerlan"), at=at, case=stopped)
    assert again.pk != stopped.pk
    assert again.evidence.count() == items
    assert route_of(again).continues == stopped
    words = [one.words for one in route_of(again).descriptions.all()]
    assert words == [one.words for one in route_of(stopped).descriptions.all()]
    assert go_on_later(actor=person("yerlan"), at=at, case=stopped).pk == again.pk


def test_a_case_that_runs_is_not_begun_again_from_itself(
    start: Start, at: datetime, person: Callable[[str], Person]
) -> None:
    with pytest.raises(Refused, match=r"validation\.not-over"):
        go_on_later(actor=person("yerlan"), at=at, case=start().to("documentation").case)


def test_no_part_is_valid_before_anything_was_decided(start: Start, person: Callable[[str], Person]) -> None:
    start().to("commission")
    assert parts_of(person("yerlan"), DISCIPLINE) == []


def test_an_appeal_that_reverses_a_refusal_confers_what_the_second_panel_found(
    start: Start, at: datetime, person: Callable[[str], Person]
) -> None:
    walk = start().to("decided", result="refuse", achieved=0)
    assert plan_of(walk.case).lines.exists()
    turned = reversed_by_the_second_panel(walk)
    assert turned.stage == "recognised"
    assert decision_taken(turned).award.kind == "discipline"
    assert plan_of(turned) is None
    assert len(parts_of(person("yerlan"), DISCIPLINE)) == 4


def test_an_appeal_that_reverses_a_partial_confirmation_annuls_its_document(
    start: Start, at: datetime, person: Callable[[str], Person]
) -> None:
    walk = start().to("decided", result="recognise-in-part", achieved=2)
    first = decision_taken(walk.case).award
    turned = reversed_by_the_second_panel(walk)
    first.refresh_from_db()
    assert first.annulled_on is not None
    assert (decision_taken(turned).result, decision_taken(turned).award.annulled_on) == ("reverse", None)


def test_a_chair_who_left_between_vote_and_signature_is_stood_in_for(
    start: Start, at: datetime, person: Callable[[str], Person]
) -> None:
    walk = start().to("commission")
    walk.minuted("recognise", 4)
    Membership.objects.filter(person=person("aliya")).update(until=walk.at.date() - timedelta(days=1))
    seat = Seat.objects.get(commission__case=walk.case, person=person("aliya"))
    given = {"actor": person("saule"), "at": walk.at, "revision": None}
    state_left(record=walk.renew(), seat=seat, reason="Her membership ended.", **given)
    sign_minutes(record=walk.renew(), **given)
    walk.act(recognise, "bolat")
    assert "Her membership ended." in str(walk.case.decisions.get().minutes["left"])


def test_a_consent_taken_back_stops_a_validation_and_the_portfolio_stays(start: Callable[..., Walk]) -> None:
    walk = start()
    walk.to("interview")
    person = find(walk.by)
    held = Item.objects.filter(owner=person).count()
    done = take_back(actor=person, at=walk.at, consent=Consent.objects.get(person=person))
    case = walk.renew()
    assert (case.stage, done.standing(walk.at.date())) == ("stopped_assessment", "stopped")
    assert not EvidenceItem.objects.filter(case=case).exclude(title="—").exists()
    assert Item.objects.filter(owner=person).count() == held
    assert acts_of(person) == 0, "steps in a case of one's own are no acts for an office"
