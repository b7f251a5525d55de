"""Whatever a request is, what comes back is a page that says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import OperationalError
from django.test import Client

pytestmark = pytest.mark.django_db

WORDS = "Words that somebody wrote for an hour"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_busy_database_loses_no_words(
    language: str, as_: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    dana = as_("dana")
    monkeypatch.setattr("tanym.apps.qualifications.views.designs.draft_design", locked)
    answer = dana.post(f"/{language}/designs/new/", {"title-en": WORDS, "owner": "kokzhar"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    page = answer.content.decode()
    assert WORDS in page
    assert f'<html lang="{language}"' in page
    assert dana.get(f"/{language}/designs/new/").status_code == 200  # still signed in


def test_a_page_of_our_own_fault_asks_the_database_for_nothing(
    client: Client, country: None, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: object
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr("tanym.apps.site.views.newest", broken)
    monkeypatch.setattr("tanym.apps.site.views.published", broken)
    client.raise_request_exception = False
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert client.get("/ru/").status_code == 500


def test_only_the_button_works_where_something_is_changed(as_: Callable[[str], Client]) -> None:
    answer = as_("aigul").get("/kk/sign-out/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert '<html lang="kk"' in answer.content.decode()


def test_a_character_that_no_text_can_hold_is_taken_out_and_the_words_are_kept(
    as_: Callable[[str], Client],
) -> None:
    answer = as_("dana").post("/en/designs/new/", {"title-en": f"\0{WORDS}", "owner": "kokzhar"})
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert "\0" not in answer.content.decode()


@pytest.mark.parametrize("text", ["Да, но", "жоқ", "x" * 13])
def test_short_words_are_shown_again_too(text: str, as_: Callable[[str], Client]) -> None:
    answer = as_("dana").post("/en/designs/new/", {"title-en": f"\0{text}", "owner": "kokzhar"})
    assert text in answer.content.decode()


def test_no_password_is_shown_again(client: Client, country: None) -> None:
    answer = client.post("/en/sign-in/", {"username": "\0dana", "password": "correct horse battery"})
    assert answer.status_code == 422
    assert "horse" not in answer.content.decode()


def test_no_identifier_is_shown_again_as_if_somebody_had_typed_it(as_: Callable[[str], Client]) -> None:
    chosen = "f0698643-8db2-4c1e-9a52-0d8b6f0c1a11"
    sent = {"title-en": f"\0{WORDS}", "owner": chosen, "result": "recognise-in-part"}
    page = as_("dana").post("/en/designs/new/", sent).content.decode()
    assert WORDS in page
    assert chosen not in page
    assert "recognise-in-part" not in page
