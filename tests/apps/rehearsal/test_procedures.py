"""All four procedures can be rehearsed, under the rules in force or a draft; time passes there; a report stays."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import person as find
from tanym.apps.clocks.models import Term
from tanym.apps.qualifications.models import Award
from tanym.apps.rehearsal.actions.end_old import end_old
from tanym.apps.rehearsal.actions.move_on import move_on
from tanym.apps.rehearsal.models import Rehearsal
from tanym.apps.site.actions.load_exams import load_exams
from tanym.apps.site.actions.load_standards import load_standards
from tanym.core.kernel.errors import Refused
from tests.apps.rehearsal.test_boundaries import EVIDENCE

pytestmark = pytest.mark.django_db


def pages(played) -> str:
    return f"/en/rehearsals/{played.row.public_id}/"


def ended(played) -> str:
    revision = Rehearsal.objects.get(pk=played.row.pk).revision
    answer = played.client.post(pages(played) + "end/", {"revision": revision}, follow=True)
    assert answer.status_code == 200
    assert not Person.objects.filter(username__startswith="invented ").exists()
    return answer.content.decode()


@pytest.mark.parametrize(
    ("officer", "place", "procedure"),
    [
        ("gulnar", "sayram", "academic"),
        ("saule", "sayram", "validation"),
        ("gulnar", "national-centre", "foreign"),
        ("saule", "sayram", "foreign"),
    ],
)
def test_a_procedure_is_opened_played_and_taken_away(rehearse, officer, place, procedure) -> None:
    played = rehearse(officer, place, procedure)
    assert played.get("claimant", played.at_case()).status_code == 200
    assert played.client.get(pages(played)).status_code == 200
    assert "No step was taken." in ended(played)


def test_an_exam_is_rehearsed_and_nobody_is_given_anything(rehearse) -> None:
    load_standards()
    load_exams()
    before = Award.objects.count()
    played = rehearse("madina", "oner-centre", "professional")
    assert played.get("claimant", played.at_case()).status_code == 200
    assert {one.part for one in played.row.players.all()} == {
        "claimant", "officer", "secretary", "assessor", "member",
    }  # fmt: skip
    ended(played)
    assert Award.objects.count() == before


def test_time_passes_in_the_rehearsal_alone_and_its_clocks_act(played) -> None:
    played.post("claimant", played.at_case("evidence/"), EVIDENCE)
    played.post("claimant", played.at_case("submit/"), {"application": "I ask.", "informed": "on"})
    asked = {"missing": ["result"], "because": "The other side of it."}
    assert played.post("secretary", played.at_case("papers/"), asked).status_code == 302
    answer = played.client.post(pages(played) + "days/", {"revision": 1, "days": 60}, follow=True)
    assert "took 1 step" in answer.content.decode()
    assert played.case.stage == "lapsed"
    last = played.case.events.first()
    assert (
        timezone.localtime() < last.at < timezone.localtime() + timedelta(days=30)
    )  # on the day on which it fell due
    report = ended(played)
    assert "The papers did not come in time" in report
    assert "Never reached" in report


def submitted(played) -> None:
    played.post("claimant", played.at_case("evidence/"), EVIDENCE)
    played.post("claimant", played.at_case("submit/"), {"application": "I ask.", "informed": "on"})


def test_nothing_of_a_draft_waits_for_a_day_so_none_passes(played) -> None:
    page = played.client.get(pages(played)).content.decode()
    assert "Nothing waits for a day yet" in page
    assert pages(played) + "days/" not in page
    assert played.client.post(pages(played) + "days/", {"revision": 1, "days": 5}).status_code == 409
    played.row.refresh_from_db()
    assert (played.row.days_ahead, played.row.revision) == (0, 1)
    submitted(played)
    page = played.client.get(pages(played)).content.decode()
    assert "Nothing waits for a day yet" not in page
    assert pages(played) + "days/" in page


def test_whose_turn_it_is_stands_first_and_everybody_else_is_folded(played) -> None:
    for turn in ("claimant", "secretary"):
        main = played.client.get(pages(played)).content.decode().partition("<main")[2]
        first, _, folded = main.partition('<details class="fold">')
        switch = f'?place={played.player(turn).place}"'
        assert switch in first
        assert first.count('class="button" href=') == 1  # one main action
        assert switch not in folded
        assert (first.count("?place="), folded.count("?place=")) == (1, played.row.players.count() - 1)
        if turn == "claimant":
            submitted(played)


def test_days_that_cannot_pass_are_refused(played) -> None:
    for days in ("0", "-3", "401", "x"):
        assert played.client.post(pages(played) + "days/", {"revision": 1, "days": days}).status_code == 422
    assert played.client.post(pages(played) + "days/", {"revision": 7, "days": 1}).status_code == 409


def test_each_day_passes_for_itself(played, monkeypatch) -> None:
    submitted(played)
    days: list[object] = []

    def run_out(*, at, subject) -> bool:
        days.append(at)
        if len(days) == 3:
            raise Refused("case.not-now")
        return False

    monkeypatch.setattr("tanym.apps.rehearsal.actions.move_on.run_one", run_out)
    with pytest.raises(Refused):
        move_on(actor=find("saule"), at=timezone.localtime(), rehearsal=played.row, revision=1, days=5)
    played.row.refresh_from_db()
    assert (played.row.days_ahead, played.row.revision) == (2, 3)


def test_one_that_nobody_ends_is_ended_after_its_term(played) -> None:
    assert end_old(at=timezone.localtime() + timedelta(days=59)) == 0
    assert end_old(at=timezone.localtime() + timedelta(days=61)) == 1
    played.row.refresh_from_db()
    assert played.row.report["procedures"]
    assert not Person.objects.filter(username__startswith="invented ").exists()


def test_the_invented_people_are_distinct_and_the_rules_keep_sides_apart(played) -> None:
    people = [one.person for one in played.row.players.select_related("person")]
    assert len({one.pk for one in people}) == len(people) == len({one.name_passport for one in people})
    assert played.row.officer == find("saule")


def test_a_term_is_extended_there_by_whoever_may_and_the_officer_stays_in_the_rehearsal(played) -> None:
    submitted(played)
    page = played.get("secretary", played.at_case("handling/")).content.decode()
    chosen = re.search(r'<select[^>]*name="assessor".*?<option value="([^"]+)"', page, re.S)
    assert chosen
    assert played.post("secretary", played.at_case("accept/"), {"assessor": chosen[1]}).status_code == 302
    page = played.get("secretary", played.at_case("handling/")).content.decode()
    address = re.search(r'href="(/rehearsals/[^"]+/extend/)"', page)
    assert address
    form = played.client.get(address[1]).content.decode()
    due, last = (re.search(rf'{name}="([0-9-]+)"', form)[1] for name in ("min", "max"))
    answer = played.client.post(address[1], {"until": last, "reason": "A holiday.", "due": due})
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"/rehearsals/{played.row.public_id}/as/")
    assert "REHEARSAL" in played.client.get(answer["Location"], follow=True).content.decode()
    assert not Term.objects.exists()
