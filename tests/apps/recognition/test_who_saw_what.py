"""Who saw what: noted once a person, thing and day, shown to the claimant in plain words, and held by the journal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tanym.apps.accounts.words import day
from tanym.apps.audit.models import Act
from tanym.apps.audit.proving import prove
from tanym.apps.recognition.actions.appeal import appeal
from tanym.apps.recognition.models import Reading
from tanym.apps.recognition.reading import clocks
from tanym.apps.recognition.seen import CASE, MINUTES, note_reading, who_read
from tests.apps.recognition.test_case_on_paper import with_file

pytestmark = pytest.mark.django_db


def page(client, case, language: str = "en") -> str:
    return client.get(f"/{language}/recognition/cases/{case.public_id}/").content.decode()


def test_the_claimant_reads_who_opened_the_case_and_when(walk, as_) -> None:
    walk.to("mapping")
    assert "No reading of your case is on record yet." in page(as_("aigul"), walk.case)
    as_("timur").get(f"/en/recognition/cases/{walk.case.public_id}/handling/")
    shown = page(as_("aigul"), walk.case)
    assert walk.who("timur").name("en") in shown
    assert "opened the page of your case" in shown
    act = Act.objects.get(action="recognition.read")
    assert f"/log/entries/{act.number}/" in shown


def test_reading_the_same_thing_again_that_day_is_noted_once(walk) -> None:
    walk.to("mapping")
    timur = walk.who("timur")
    assert note_reading(walk.case, timur, CASE, walk.at)
    assert not note_reading(walk.case, timur, CASE, walk.at + timedelta(hours=3))
    assert note_reading(walk.case, timur, MINUTES, walk.at)
    assert note_reading(walk.case, walk.who("saule"), CASE, walk.at)
    assert note_reading(walk.case, timur, CASE, walk.at + timedelta(days=1))
    assert Reading.objects.count() == Act.objects.filter(action="recognition.read").count() == 4


def test_what_claimants_read_of_their_own_is_not_noted(walk, as_) -> None:
    walk.to("decided")
    page(as_("aigul"), walk.case)
    as_("aigul").get(f"/en/recognition/cases/{walk.case.public_id}/letter/")
    assert not Reading.objects.exists()


def test_a_file_of_evidence_is_named_to_the_claimant_by_its_title(walk, as_) -> None:
    walk.to("mapping")
    item = with_file(walk)
    address = f"/en/recognition/cases/{walk.case.public_id}/evidence/{item.public_id}/file/"
    for _ in range(2):
        assert as_("timur").get(address).status_code == 200
    (seen,) = who_read(walk.case)
    assert seen.words["en"] == "opened your file “Data analysis in practice”"
    assert seen.words["kk"] == "«Data analysis in practice» файлын ашты"


def test_the_whole_case_taken_by_staff_names_every_file_inside(walk, as_) -> None:
    walk.to("decided")
    with_file(walk)
    as_("saule").get(f"/en/recognition/cases/{walk.case.public_id}/case.pdf")
    assert {one.words["en"] for one in who_read(walk.case)} == {
        "took the complete case as PDF",
        "opened your file “Data analysis in practice”",
    }


def test_the_room_of_the_commission_and_the_minutes_on_paper_are_noted(walk, as_) -> None:
    walk.to("commission")
    walk.seated()
    room = f"/en/recognition/cases/{walk.case.public_id}/commission/"
    assert as_("bolat").get(room).status_code == 200
    assert [one.words["en"] for one in who_read(walk.case)] == [
        "opened the papers in the room of the commission"
    ]
    walk.voted("recognise")
    walk.minuted("recognise", 5)
    for page_of_minutes in ("sign/", "sign/minutes.pdf"):
        assert as_("bolat").get(room + page_of_minutes).status_code == 200
    assert {one.words["en"] for one in who_read(walk.case)} == {
        "opened the papers in the room of the commission",
        "opened the minutes",
    }


def test_a_reading_is_an_act_that_journal_and_log_hold(walk) -> None:
    walk.to("mapping")
    timur = walk.who("timur")
    note_reading(walk.case, timur, CASE, walk.at)
    act = Act.objects.get(action="recognition.read")
    assert (act.actor, act.details) == (str(timur.public_id), {"thing": "case"})
    assert Reading.objects.get().act == act.number
    assert prove().fault is None


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        ("completeness", "you are told whether your papers are complete"),
        ("mapping", "The assessor compares your evidence"),
        ("interview", "You will have an answer by"),
        ("commission", "The commission meets, votes and decides."),
    ],
)
def test_the_claimant_reads_where_the_case_is_with_whom_and_by_when(walk, as_, stage, said) -> None:
    shown = page(as_("aigul"), walk.to(stage).case)
    assert said in shown
    assert "Now with:" in shown
    if stage in ("mapping", "interview"):
        assert walk.who("timur").name("en") in shown


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_words_of_where_it_is_stand_in_the_language_of_the_reader(walk, as_, language) -> None:
    shown = page(as_("aigul"), walk.to("mapping").case, language)
    assert {"kk": "Жауап берілетін соңғы күн: ", "ru": "Вы получите ответ до"}[language] in shown
    assert "recognition.w" not in shown


def test_the_page_says_with_whom_an_appeal_is_and_by_when(walk, as_) -> None:
    walk.to("decided", result="recognise-in-part", achieved=3)
    walk.act(appeal, "aigul", grounds="The report shows it.")
    shown, (term,) = page(as_("aigul"), walk.case), clocks(walk.renew().appeal, walk.at.date())
    assert "Nothing to do for you now" in shown
    assert f"You will have an answer to your appeal by {day(term.due, 'en')}" in shown
    assert "Now with:" in shown
