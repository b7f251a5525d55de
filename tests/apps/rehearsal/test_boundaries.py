"""Nobody real is played, reached or listed in a rehearsal, and nobody invented acts outside of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.auth import authenticate
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import person as find
from tanym.apps.audit.actions.record import record
from tanym.apps.audit.models import Act
from tanym.apps.audit.playing import playing
from tanym.apps.clocks.actions.run import run
from tanym.apps.clocks.models import Term
from tanym.apps.letters.actions.queue import queue
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.models import Letter, Message
from tanym.apps.organisations.actions.play_role import play_role
from tanym.apps.organisations.queries import members, memberships, organisation
from tanym.apps.recognition.models import CaseCounter, Pending, RecognitionCase
from tanym.apps.recognition.queries import case as case_for
from tanym.apps.recognition.queries import under_way
from tanym.apps.rehearsal.actions.begin import begin
from tanym.apps.rehearsal.models import Rehearsal
from tanym.apps.rehearsal.staging import on_stage, time_in
from tanym.core.kernel.errors import NotFound, NotPermitted
from tests.apps.recognition.conftest import Walk, discipline, walk

__all__ = ["discipline", "walk"]
pytestmark = pytest.mark.django_db


def test_nobody_invented_can_sign_in(played) -> None:
    someone = played.player("secretary").person
    someone.set_password("a-password-of-twelve")
    someone.save()
    assert authenticate(username=someone.username, password="a-password-of-twelve") is None


@pytest.mark.parametrize("who", ["timur", "aliya", "gulnar", "madina", "samal"])
def test_nobody_but_the_officer_of_a_rehearsal_acts_in_it(played, as_, who: str) -> None:
    there = played.address(played.player("claimant"), played.at_case())
    assert as_(who).get(there).status_code == 404
    assert as_(who).post(there + "withdraw/", {"revision": 1}).status_code == 404
    assert as_(who).get(f"/en/rehearsals/{played.row.public_id}/").status_code == 404


def test_the_officer_of_one_rehearsal_does_not_act_in_another(played, rehearse) -> None:
    other = rehearse("gulnar", "sayram", "academic")
    assert played.client.get(other.address(other.player("claimant"), other.at_case())).status_code == 404
    mine, theirs = played.player("claimant"), other.at_case()
    assert played.client.get(played.address(mine, theirs)).status_code == 302  # left to Saule herself …
    assert played.client.get(f"/en/{theirs}").status_code == 404  # … who knows nothing of it
    assert played.client.post(played.address(mine, theirs + "withdraw/"), {"revision": 1}).status_code == 403


def test_an_officer_whose_office_is_over_plays_no_more(played) -> None:
    find("saule").memberships.update(until=timezone.localdate() - timedelta(days=1))
    assert played.get("claimant", played.at_case()).status_code == 403


def test_a_number_that_nobody_in_the_rehearsal_has_is_nobody(played) -> None:
    for place in (0, 99, find("aliya").pk + 1000):
        address = f"/rehearsals/{played.row.public_id}/as/{place}/en/{played.at_case()}"
        assert played.client.get(address).status_code == 404


def test_nobody_invented_acts_on_a_real_case(played, walk: Walk) -> None:
    walk.submitted()
    for part in ("claimant", "secretary", "assessor"):
        real = f"recognition/cases/{walk.case.public_id}/"
        assert played.post(part, real + "withdraw/").status_code == 403
        assert played.post(part, real + "accept/").status_code == 403
        assert played.get(part, real).status_code == 302
    assert walk.renew().stage == "completeness"
    with on_stage(played.row), pytest.raises(NotFound):
        case_for(walk.case.public_id, played.player("secretary").person, timezone.localdate())


@pytest.mark.parametrize(
    "address",
    [
        "recognition/desk/", "recognition/towards/sayram/data-analysis-intro/apply/", "portfolio/", "records/",
        "recognition/offices/sayram/sittings/", "validation/guidance/ask/", "rehearsals/new/", "log/",
        "recognition/transcript/", "theme/", "sign-out/", "no/such/page/",
    ],
)  # fmt: skip
def test_nobody_invented_acts_at_any_other_address(played, address: str) -> None:
    acts = Act.objects.count()
    assert played.post("secretary", address).status_code == 403
    answer = played.get("secretary", address)
    assert (answer.status_code, answer["Location"]) == (302, f"/en/{address}")
    assert Act.objects.count() == acts


def test_the_officer_is_themself_again_after_every_page(played) -> None:
    played.get("claimant", played.at_case())
    assert "Сәуле" in played.client.get("/kk/records/").content.decode()
    assert playing() is None


def test_nobody_real_acts_or_gets_letters_in_a_rehearsal(played) -> None:
    at = timezone.localtime()
    with on_stage(played.row):
        for attempt in (
            lambda: send(to=find("aigul"), at=at, about="x:1", subject={"en": "x"}, body={"en": "y"}),
            lambda: record(actor=find("saule"), at=at, action="x.y", subject="x:1"),
        ):
            with pytest.raises(NotPermitted, match=r"rehearsal\.real-person"):
                attempt()


def test_a_role_of_a_rehearsal_is_given_to_nobody_real(played) -> None:
    with pytest.raises(NotPermitted):
        play_role(
            person=find("samal"),
            organisation=organisation("sayram"),
            role="secretary",
            since=timezone.localdate(),
            rehearsal=played.row.public_id,
        )


def test_no_message_of_a_rehearsal_leaves(played) -> None:
    with on_stage(played.row):
        queue(at=timezone.localtime(), kind="mail", to="issuer@example.org", text="?", about="x:1")
    assert Message.objects.get().state == Message.State.FAILED
    assert (
        "issuer@example.org" in played.client.get(f"/en/rehearsals/{played.row.public_id}/").content.decode()
    )


def test_roles_count_on_their_own_stage_only(played) -> None:
    on, place = timezone.localdate(), organisation("sayram")
    invented = {one.person_id for one in played.row.players.all()}
    secretary = played.player("secretary").person
    assert not invented & {one.person_id for one in members(place, "member", on)}
    assert not memberships(secretary, on)
    with on_stage(played.row):
        assert {one.person_id for one in members(place, "member", on)} <= invented
        assert memberships(secretary, on).get().role == "secretary"
        assert not memberships(find("saule"), on)


def test_a_rehearsal_is_on_no_list_and_takes_no_number(played) -> None:
    played.post("claimant", played.at_case("evidence/"), EVIDENCE)
    answer = played.post("claimant", played.at_case("submit/"), {"application": "I ask.", "informed": "on"})
    assert answer.status_code == 302, answer.content.decode()
    assert played.case.stage == "completeness"
    assert not RecognitionCase.objects.filter(public_id=played.case.public_id).exists()
    assert not Pending.objects.exists()
    assert not Term.objects.exists()
    assert not list(under_way())
    assert not CaseCounter.objects.exclude(last=0).exists()
    assert played.case.number not in played.client.get("/en/recognition/desk/").content.decode()
    assert run(at=timezone.localtime() + timedelta(days=400)) == 0


def test_every_act_stands_in_the_journal_with_both_names_and_at_its_real_time(played) -> None:
    Rehearsal.objects.filter(pk=played.row.pk).update(days_ahead=30)
    played.row.refresh_from_db()
    before = timezone.localtime()
    played.post("claimant", played.at_case("evidence/"), EVIDENCE)
    act = Act.objects.order_by("-number").first()
    assert act.actor == str(played.player("claimant").person.public_id)
    assert act.details["played-by"] == str(find("saule").public_id)
    assert act.details["rehearsal"] == str(played.row.public_id)
    played_at = datetime.fromisoformat(act.details["played-at"])
    assert timezone.localdate(played_at) == timezone.localdate(time_in(played.row))
    assert before <= act.at <= timezone.localtime()


def test_letters_are_marked_and_shown_and_mailed_to_nobody(played) -> None:
    played.post("claimant", played.at_case("evidence/"), EVIDENCE)
    played.post("claimant", played.at_case("submit/"), {"application": "I ask.", "informed": "on"})
    letters = Letter.objects.filter(to__in=[one.person_id for one in played.row.players.all()])
    assert letters
    assert all(one.subject["en"].startswith("Rehearsal: ") for one in letters)
    assert all("/rehearsals/" not in one.address for one in letters)
    page = played.client.get(f"/en/rehearsals/{played.row.public_id}/").content.decode()
    assert all(one.subject["en"] in page.replace("&#x27;", "'") for one in letters)


def test_the_banner_stands_on_every_page(played) -> None:
    page = played.get("claimant", played.at_case())
    assert page.status_code == 200
    for answer in (page, played.get("secretary", played.at_case("handling/"))):  # the second sees no draft
        assert "REHEARSAL" in answer.content.decode()


@pytest.mark.parametrize("who", ["aigul", "timur", "rustem", "dana", "erlan", "marat"])
def test_who_holds_no_such_office_begins_none(as_, who: str) -> None:
    assert as_(who).get("/en/rehearsals/new/").status_code == 403
    assert as_(who).post("/en/rehearsals/new/", {"organisation": "sayram"}).status_code == 403
    with pytest.raises(NotPermitted):
        begin(
            actor=find(who), at=timezone.localtime(), organisation=organisation("sayram"), wanted="academic:x"
        )


def test_an_office_rehearses_at_its_own_organisation_only(as_) -> None:
    with pytest.raises(NotPermitted):
        begin(
            actor=find("saule"),
            at=timezone.localtime(),
            organisation=organisation("kokzhar"),
            wanted="academic:x",
        )


EVIDENCE = {
    "kind": "certificate",
    "title": "Data analysis in practice",
    "provider": "Somebody",
    "dated": "2026-05-30",
    "hours": "36",
    "text": "Cleaning of data, charts",
}


def test_everything_is_gone_once_it_has_ended(played) -> None:
    played.post("claimant", played.at_case("evidence/"), EVIDENCE)
    played.post("claimant", played.at_case("submit/"), {"application": "I ask.", "informed": "on"})
    people = [one.person_id for one in played.row.players.all()]
    there = played.address(played.player("claimant"), played.at_case())
    answer = played.client.post(f"/en/rehearsals/{played.row.public_id}/end/", {"revision": 1}, follow=True)
    assert "Submit" in answer.content.decode()  # the report stays
    assert not Person.objects.filter(pk__in=people).exists()
    assert not RecognitionCase._base_manager.filter(rehearsal=True).exists()
    assert not Letter.objects.filter(to__in=people).exists()
    assert played.client.get(there).status_code == 409
