"""Writing in a consultation: accounts, spam, script, names, periods."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import person as find
from tanym.apps.consultation.actions.moderate import moderate
from tanym.apps.consultation.models import Consultation, Contribution
from tanym.apps.letters.models import Letter
from tanym.core.consultation.stakeholders import Category
from tanym.core.kernel.errors import InvalidValue, Refused
from tests.apps.consultation.conftest import Room

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def form(**more: object) -> dict[str, object]:
    return {
        "once": str(uuid.uuid4()),
        "stance": "oppose",
        "text": "Eight is too few.",
        "category": "employer",
        **more,
    }


def test_a_comment_is_one_comment_however_often_it_is_sent(room: Room, as_) -> None:
    client, sent = as_("erlan"), form()
    address = room.url("comment", room.paragraph.key)
    for _click in range(2):
        assert client.post(address, sent).status_code == 302
    said = Contribution.objects.get()
    assert (said.state, said.number, said.paragraph) == ("published", 1, room.paragraph)


def test_words_are_words_whatever_they_look_like(room: Room, as_) -> None:
    as_("erlan").post(room.url("comment-whole"), form(text=SCRIPT, organisation=SCRIPT, wording=SCRIPT))
    for page in ("page", "whole"):
        html = Client().get(room.url(page)).content.decode()
        assert "&lt;script&gt;" in html
        assert SCRIPT not in html
        assert "<img src=x" not in html


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"text": "ә" * 6001}, "6001 characters, and 6000 fit"),
        ({"text": "   "}, "This field is required"),
        ({"stance": "amend"}, "write the words that you propose"),
        ({"address": "javascript:alert(1)"}, "has to begin with https://"),
        ({"stance": "shout"}, "shout is not one of the available choices"),
        ({"once": "1"}, "valid UUID"),
    ],
)
def test_what_cannot_be_kept_comes_back_with_what_was_typed(room: Room, as_, given: dict, says: str) -> None:
    sent = form(**{"text": "My own words stay here.", **given})
    answer = as_("erlan").post(room.url("comment", room.paragraph.key), sent)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert says in html
    assert str(sent["text"]).strip() in html
    assert not Contribution.objects.exists()


def test_a_paste_of_ten_megabytes_is_answered_with_a_page(room: Room, as_) -> None:
    answer = as_("erlan").post(room.url("comment", room.paragraph.key), form(text="a" * 10 * 1024 * 1024))
    assert answer.status_code == 413
    assert "html" in answer["Content-Type"]


def test_reading_needs_no_account_and_writing_does(room: Room, client) -> None:
    html = client.get(room.url("paragraph", room.paragraph.key)).content.decode()
    assert "To write, sign in" in html
    assert "<textarea" not in html
    answer = client.post(room.url("comment", room.paragraph.key), form())
    assert (answer.status_code, "/sign-in/" in answer["Location"]) == (302, True)


def test_a_name_and_an_address_open_an_account_to_write_with(room: Room, client) -> None:
    given = {
        "given_name": "Зере", "family_name": "Омарова", "email": "Zere@people.example",
        "password": "үш сөз қатарынан", "next": room.url("page"),
    }  # fmt: skip
    easy = client.post("/en/consultations/register/", {**given, "password": "12345"})
    assert easy.status_code == 422
    assert client.post("/en/consultations/register/", {**given, "website": "x"}).status_code == 422
    assert client.post("/en/consultations/register/", given)["Location"] == room.url("page")
    made = Person.objects.get(username="zere@people.example")
    assert made.name("kk") == "Зере Омарова"
    assert made.name("en") == "Зере Омарова"
    client.post(room.url("comment", room.paragraph.key), form())
    said = Contribution.objects.get()
    assert (said.state, said.held_because) == ("held", ["first"])
    for reader in (Client(), client):
        assert "zere@people.example" not in reader.get(room.url("page")).content.decode().casefold()
    assert "Eight is too few" not in Client().get(room.url("page")).content.decode()
    assert "Eight is too few" in client.get(room.url("page")).content.decode()
    twice = Client().post("/en/consultations/register/", {**given, "next": "https://evil.example/"})
    assert (twice.status_code, "There is an account with this address" in twice.content.decode()) == (
        422,
        True,
    )


def test_a_forged_way_back_leads_nowhere_else(client, db) -> None:
    given = {
        "given_name": "A", "family_name": "B", "email": "a@b.example", "password": "three words here",
        "next": "https://evil.example/",
    }  # fmt: skip
    assert client.post("/en/consultations/register/", given)["Location"] == "/en/consultations/"


def test_whoever_writes_too_fast_waits(room: Room, as_) -> None:
    client = as_("erlan")
    for number in range(12):
        client.post(room.url("comment-whole"), form(text=f"Thought {number}"))
    answer = client.post(room.url("comment-whole"), form(text="One thought too many"))
    assert answer.status_code == 409
    assert "One thought too many" in answer.content.decode()
    assert Contribution.objects.count() == 12


def test_a_trap_many_links_and_a_repetition_wait_for_a_moderator(room: Room, as_) -> None:
    client = as_("erlan")
    client.post(room.url("comment-whole"), form(text="Fine."))
    client.post(room.url("comment-whole"), form(text="fine!"))
    client.post(room.url("comment-whole"), form(text="http://a http://b http://c", website="http://me"))
    states = list(Contribution.objects.order_by("number").values_list("state", "held_because"))
    assert states == [("published", []), ("held", ["repeated"]), ("held", ["trap", "links"])]


def test_nobody_learns_who_wants_no_name_shown(room: Room, reads) -> None:
    said = room.says("erlan", anonymous=True, organisation="Qaraghai")
    name = find("erlan").name("en")
    for kind in ("page", "whole"):
        assert name not in reads(kind)
    assert "Name not shown" in reads("page")
    for kind in ("html", "md", "json", "csv"):
        content = Client().get(room.url("export", kind)).content.decode()
        assert "Eight is too few" in content
        assert name not in content
        assert "Qaraghai" not in content
    assert name not in Client().get(f"/en/consultations/contributions/{said.public_id}/").content.decode()


@pytest.mark.parametrize(("days", "code"), [(30, "consultation.over"), (-1, "consultation.not-yet-open")])
def test_outside_the_period_nothing_is_taken(room: Room, days: int, code: str) -> None:
    with pytest.raises(Refused) as refused:
        room.says("erlan", at=room.at + timedelta(days=days))
    assert refused.value.code == code


def test_a_late_form_is_refused_with_what_to_do_and_the_text_again(room: Room, as_) -> None:
    day = timedelta(days=40)
    Consultation.objects.update(opens_on=room.of.opens_on - day, ends_on=room.of.ends_on - day)
    answer = as_("erlan").post(
        room.url("comment", room.paragraph.key), form(text="Late but important words.")
    )
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "The time for contributions is over" in html
    assert "Late but important words." in html


def test_hidden_words_leave_their_place_and_the_reason(room: Room, reads, at) -> None:
    said = room.says("samal", "Buy my course!", category=Category.LEARNER)
    given = {"actor": find("gulnar"), "at": at, "contribution": said, "publish": False}
    with pytest.raises(InvalidValue):
        moderate(**given, revision=said.revision)
    moderate(**given, reason="An advertisement.", revision=said.revision)
    with pytest.raises(Refused) as refused:  # another moderator, with the page of before
        moderate(**{**given, "actor": find("baurzhan"), "publish": True}, revision=said.revision)
    assert refused.value.code == "changed-meanwhile"
    html = reads("paragraph", room.paragraph.key)
    assert "An advertisement." in html
    assert "Buy my course!" not in html
    assert "Buy my course!" in reads("paragraph", room.paragraph.key, by="samal")
    assert Contribution.objects.get().text == "Buy my course!"
    letter = Letter.objects.get(to=find("samal"))
    assert "An advertisement." in letter.body["en"]


def test_once_published_a_person_is_no_stranger(room: Room) -> None:
    first = room.says("samal", category=Category.LEARNER)
    assert first.state == "held"
    room.publish(first)
    assert room.says("samal", "Another thought.", category=Category.LEARNER).state == "published"
