"""The learner's own page: one next step, the case, letters, who can see what."""

from __future__ import annotations

import pytest

from tanym.apps.letters.actions.send import send
from tanym.apps.letters.queries import letters_to
from tanym.apps.qualifications.queries import disciplines
from tanym.apps.recognition.actions.apply import apply

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(person, at):
    return send(
        to=person("aigul"),
        at=at,
        about="recognition.case:x",
        subject={"kk": "Хат", "ru": "Письмо", "en": "A letter"},
        body={"kk": "Мәтін", "ru": "Текст", "en": "Its words"},
        address="/recognition/",
    )


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_learner_who_has_nothing_yet_is_shown_the_way(as_, language: str) -> None:
    for page in ("", "letters/", "shares/"):
        answer = as_("samal").get(f"/{language}/records/{page}")
        assert answer.status_code == 200
        assert "UNDEFINED-VARIABLE" not in answer.content.decode()
    assert f"/{language}/catalogue/" in as_("samal").get(f"/{language}/records/").content.decode()


def test_there_is_one_next_step(as_, person, at, letter) -> None:
    apply(actor=person("aigul"), at=at, discipline=disciplines().get(code="data-tables"))
    page = as_("aigul").get("/en/records/").content.decode()
    assert page.count('class="next"') == 1
    assert f"/en/records/letters/{letter.public_id}/" in page


def test_a_draft_is_to_be_finished(as_, person, at) -> None:
    apply(actor=person("aigul"), at=at, discipline=disciplines().get(code="data-tables"))
    assert "Finish your application" in as_("aigul").get("/en/records/").content.decode()


def test_a_letter_is_read_once_and_leads_on(as_, person, letter) -> None:
    client = as_("aigul")
    page = client.get(f"/en/records/letters/{letter.public_id}/").content.decode()
    assert "Its words" in page
    assert 'href="/en/recognition/"' in page
    first = letters_to(person("aigul")).get().read_at
    assert first is not None
    client.get(f"/en/records/letters/{letter.public_id}/")
    assert letters_to(person("aigul")).get().read_at == first


def test_another_persons_letter_is_not_there(as_, letter) -> None:
    assert as_("samal").get(f"/en/records/letters/{letter.public_id}/").status_code == 404


def test_the_page_asks_to_sign_in(client, country) -> None:
    answer = client.get("/en/records/")
    assert answer.status_code == 302
    assert "/sign-in/" in answer["Location"]
