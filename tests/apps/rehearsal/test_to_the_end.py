"""Each of the four procedures is played to a decision and through an appeal, and leaves nothing where real cases are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import person as find
from tanym.apps.letters.models import Letter, Message
from tanym.apps.merging.queries import by_name, twins, what_moves
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.models import Award
from tanym.apps.recognition import figures
from tanym.apps.recognition.actions.appeal import appeal
from tanym.apps.recognition.actions.confirm_credits import confirm_credits
from tanym.apps.recognition.actions.record_minutes import record_minutes
from tanym.apps.recognition.actions.reverse import reverse
from tanym.apps.recognition.actions.seat_panel import seat_panel
from tanym.apps.recognition.actions.uphold import uphold
from tanym.apps.recognition.actions.vote import vote
from tanym.apps.recognition.assessor_pairs import pairs
from tanym.apps.recognition.forgetting import lapses
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.queries import under_way
from tanym.apps.recognition.register_rows import DecisionRows
from tanym.apps.recognition.seating import Member
from tanym.apps.recognition.transcript import lines
from tanym.apps.rehearsal.staging import on_stage, time_in
from tanym.apps.site.actions.load_standards import _editions, _enter
from tanym.apps.site.queries import read
from tests.apps.evaluation import conftest as foreign
from tests.apps.evaluation.test_decide import CONDITIONAL
from tests.apps.exams import conftest as exams
from tests.apps.exams.test_way_of_an_exam import in_place
from tests.apps.recognition import conftest as academic
from tests.apps.rehearsal.test_procedures import ended, pages
from tests.apps.validation import conftest as validation
from tests.house.test_rehearsed_apart import NEVER_WRITTEN, tables_of_a_case

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

PARTS = {
    "academic": ("aigul", "saule", "timur", "aliya bolat kamila", "gaukhar", "serik aigerim daniyar"),
    "validation": ("yerlan", "saule", "timur", "aliya bolat kamila", "gaukhar", "serik aigerim daniyar"),
    "foreign": ("leyla", "saule", "timur", "aliya bolat kamila", "gaukhar", "serik aigerim daniyar"),
    "professional": ("samal", "madina", "aizhan", "", "nurgul", "meiram zhibek olzhas"),
}
"""Whose parts the invented people take in the walks of the rooms: claimant, office, assessor, commission, second panel."""


def cast(played: Any, procedure: str) -> Callable[[str], Person]:
    """Who is invented for the part that somebody of the sample country has in the walks."""
    claimant, office, assessor, first, second_office, second = PARTS[procedure]
    people = {claimant: played.player("claimant").person, assessor: played.player("assessor").person}
    offices = [one for one in played.row.players.all() if one.part in ("secretary", "officer", "evaluator")]
    people |= {office: offices[0].person, second_office: offices[-1].person}
    people |= {
        name: played.player("member", number).person
        for number, name in enumerate([*first.split(), *second.split()])
    }
    return people.__getitem__


def looked_at(played: Any) -> None:
    """The page of the rehearsal, and that of one person of each part, are whole."""
    assert played.client.get(pages(played)).status_code == 200
    for place in {one.part: one.place for one in played.row.players.all()}.values():
        answer = played.client.get(f"{pages(played)}as/?place={place}", follow=True)
        assert answer.status_code == 200
        assert "REHEARSAL" in answer.content.decode()


def heard(
    walk: Any, who: Callable[[str], Person], procedure: str, result: str, draft: dict[str, Any]
) -> None:
    """The claimant appeals, and people who took no part decide."""
    claimant, _, _, _, office, panel = PARTS[procedure]
    appeal(actor=who(claimant), at=walk.at, case=walk.renew(), revision=None, grounds="Look again.")
    given = {"at": walk.at, "revision": None}
    offices = ("chair", "deputy", "")
    members = [Member(who(name), one) for name, one in zip(panel.split(), offices, strict=True)]
    lodged = seat_panel(actor=who(office), appeal=walk.renew().appeal, members=members, elected=True, **given)
    for name in panel.split():
        lodged.refresh_from_db()
        vote(actor=who(name), at=walk.at, record=lodged, choice=result)
    lodged.refresh_from_db()
    record_minutes(actor=who(office), record=lodged, draft=draft, **given)
    lodged.refresh_from_db()
    act = {"reverse": reverse, "uphold": uphold}[result]
    act(actor=members[0].person, appeal=lodged, **given)


def counted_nowhere(played: Any) -> None:
    """No figure, no public number, no precedent, no list for other systems, no term of keeping and no twin knows of it."""
    place, today = organisation("sayram"), timezone.localdate()
    assert figures.set_aside(place) == 0
    assert figures.consistency(place)[0].pairs == 0
    assert pairs(place) == []
    assert DecisionRows().rows(today + timedelta(days=200), None, "") == []
    assert DecisionRows().newest() is None
    assert lines(place, None, None, "en") == []
    assert not list(lapses())
    assert not list(under_way())
    assert twins() == []
    invented = played.player("claimant").person
    assert by_name(invented.username) is None
    assert all(not count for _room, count in what_moves(find("saule")) if _room.endswith("recognition"))


def reversal(instead: dict[str, Any]) -> dict[str, Any]:
    """The minutes of a second panel that decides otherwise."""
    for one in instead["findings"]:
        one["departs"] = "The panel read the annex."
    return {"result": "reverse", "reasons": "It was shown.", "language": "en", "instead": instead}


def nothing_stays(played: Any, awards: int, messages: int) -> None:
    """No table of the platform shows anything of it; the report is kept and everything else goes."""
    played.row.refresh_from_db()
    for model in tables_of_a_case():
        assert not model._default_manager.exists(), model._meta.label
        if model._meta.label in NEVER_WRITTEN:
            assert not model._base_manager.exists(), model._meta.label
    assert apps.get_model("clocks", "Term").objects.count() == 0
    assert (Award.objects.count(), Message.objects.filter(state="waiting").count()) == (awards, messages)
    looked_at(played)
    people = [one.person_id for one in played.row.players.all()]
    ended(played)
    assert not any(model._base_manager.exists() for model in tables_of_a_case())
    assert not RecognitionCase._base_manager.exists()
    assert not Letter.objects.filter(to__in=people).exists()
    played.row.refresh_from_db()
    assert all(one["steps"] for one in played.row.report["procedures"])  # the procedure and its appeal


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """The invented people take the parts of the walk of a room."""

    def set_up(played: Any, room: Any, procedure: str) -> Callable[[str], Person]:
        who = cast(played, procedure)
        monkeypatch.setattr(room, "find", who)
        return who

    return set_up


def test_recognition_is_played_to_the_registrar_and_through_a_reversal(rehearse, stage) -> None:
    played = rehearse("saule", "sayram", "academic")
    awards = Award.objects.count()
    with on_stage(played.row):
        who = stage(played, academic, "academic")
        walk = academic.Walk(played.case, timezone.localtime(time_in(played.row)))
        walk.to("decided", result="recognise-in-part", achieved=3)
    counted_nowhere(played)
    with on_stage(played.row):
        heard(walk, who, "academic", "reverse", reversal(walk.draft("recognise", 5)))
        assert walk.renew().stage == "recognised"
        registrar = played.player("registrar").person
        confirm_credits(
            actor=registrar, at=walk.at, case=walk.case, revision=None, credits=500, line="part 2, line 17"
        )
        assert walk.renew().stage == "credited"
    nothing_stays(played, awards, 0)


def test_a_validation_is_played_through_its_four_phases_and_an_appeal(rehearse, stage) -> None:
    played = rehearse("saule", "sayram", "validation")
    awards = Award.objects.count()
    with on_stage(played.row):
        who = stage(played, validation, "validation")
        walk = validation.Walk(played.case, timezone.localtime(time_in(played.row)))
        total = len(walk.outcomes)
        walk.to("decided", result="recognise-in-part", achieved=total - 1)
    with on_stage(played.row):
        draft = {"result": "uphold", "reasons": "Nothing new was shown.", "language": "en"}
        heard(walk, who, "validation", "uphold", draft)
    nothing_stays(played, awards, 0)


def test_foreign_learning_is_played_to_a_recognition_and_an_appeal(rehearse, stage) -> None:
    played = rehearse("gulnar", "national-centre", "foreign")
    awards = Award.objects.count()
    with on_stage(played.row):
        who = stage(played, foreign, "foreign")
        walk = foreign.Walk(played.case, timezone.localtime(time_in(played.row)), foreign.SAYRAM)
        walk.to("decided", result="recognise-in-part", achieved=4, proposal=CONDITIONAL)
    with on_stage(played.row):
        heard(walk, who, "foreign", "reverse", reversal(academic.Walk.draft(walk, "recognise", 5)))
        assert walk.renew().stage == "recognised"
    nothing_stays(played, awards, 0)


def test_an_exam_is_played_to_its_document_and_an_appeal(rehearse, country) -> None:
    for name in ("furniture", "professions"):
        for head, written in _editions(read(f"standards/{name}.toml")):
            _enter(head, written)
    real = exams.Exam(find, timezone.localtime())
    real.offer()
    played = rehearse("madina", "oner-centre", "professional")
    awards = Award.objects.count()
    with on_stage(played.row):
        who = cast(played, "professional")
        exam = exams.Exam(who, timezone.localtime(time_in(played.row)))
        exam.case = played.case
        exam.drafted = lambda skills=(): exam
        exam.in_part()
    with on_stage(played.row):
        exam.appealed().heard("reverse", in_place("recognise", f1_s1=True, f1_s2=True)).issued()
        assert exam.case.stage == "documented"
    nothing_stays(played, awards, 0)
