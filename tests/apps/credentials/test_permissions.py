"""Who may do what: every person of the cast, every page and act."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from tanym.apps.credentials.models import Credential

#            own page, PDF, JSON, issued list, revoke page, share, withdraw, number
MATRIX = {
    "aigul": (200, 200, 200, 403, 403, 302, 302, 302),  # the holder
    "samal": (404, 404, 404, 403, 403, 404, 403, 403),
    "dana": (404, 404, 404, 403, 403, 404, 403, 403),
    "omar": (404, 404, 404, 200, 403, 404, 403, 403),  # assessor of the awarding body
    "zhanar": (404, 404, 404, 200, 200, 404, 403, 403),  # registrar of the awarding body
    "rustem": (404, 404, 404, 200, 403, 404, 403, 403),  # registrar elsewhere: the list of his own body
    "marat": (404, 404, 404, 403, 403, 404, 403, 403),
    "asel": (404, 404, 404, 403, 403, 404, 403, 403),
}


@pytest.mark.parametrize("name", MATRIX)
def test_each_person_may_do_what_the_table_says(
    name: str, issued: Credential, as_: Callable[[str], Client]
) -> None:
    browser, at = as_(name), f"/en/documents/{issued.public_id}/"
    answers = (
        browser.get(at).status_code,
        browser.get(f"{at}certificate.pdf").status_code,
        browser.get(f"{at}credential.json").status_code,
        browser.get("/en/documents/issued/").status_code,
        browser.get(f"{at}revoke/").status_code,
        browser.post(f"{at}share/", {"revision": 1}).status_code,
        browser.post(f"{at}withdraw/").status_code,
        browser.post(f"{at}number/", {"open": "yes"}).status_code,
    )
    assert answers == MATRIX[name]


def test_another_bodys_registrar_does_not_see_it_in_the_list(
    issued: Credential, as_: Callable[[str], Client]
) -> None:
    assert issued.number in as_("zhanar").get("/en/documents/issued/").content.decode()
    assert issued.number not in as_("rustem").get("/en/documents/issued/").content.decode()


@pytest.mark.parametrize("page", ["", "certificate.pdf", "supplement.pdf", "credential.json"])
def test_an_unknown_document_is_not_found(page: str, as_: Callable[[str], Client]) -> None:
    assert as_("aigul").get(f"/en/documents/{uuid.uuid4()}/{page}").status_code == 404


def test_a_visitor_is_asked_to_sign_in(issued: Credential) -> None:
    answer = Client().get(f"/en/documents/{issued.public_id}/")
    assert answer.status_code == 302
    assert "/sign-in/" in answer["Location"]


def test_only_the_holder_sees_the_date_of_birth(issued: Credential, as_: Callable[[str], Client]) -> None:
    assert "14 May 1996" in as_("aigul").get(f"/en/documents/{issued.public_id}/").content.decode()


@pytest.mark.parametrize("name", ["aigul", "samal"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_ones_own_documents_are_listed(
    name: str, language: str, issued: Credential, as_: Callable[[str], Client]
) -> None:
    page = as_(name).get(f"/{language}/documents/").content.decode()
    assert (issued.number in page) is (name == "aigul")
    assert "UNDEFINED" not in page


def test_downloads_carry_the_number_and_no_name(issued: Credential, as_: Callable[[str], Client]) -> None:
    browser, at = as_("aigul"), f"/kk/documents/{issued.public_id}/"
    signed = browser.get(f"{at}credential.json")
    assert signed.content == bytes(issued.document)
    assert signed["Content-Disposition"] == f'attachment; filename="{issued.number}.json"'
    for paper in ("certificate.pdf", "supplement.pdf"):
        assert browser.get(at + paper).content.startswith(b"%PDF-")


def test_a_registrar_finds_a_document_by_its_number(issued: Credential, as_: Callable[[str], Client]) -> None:
    zhanar, at = as_("zhanar"), "/en/documents/issued/"
    assert f"{issued.public_id}/state/" in zhanar.get(at, {"number": issued.number.lower()}).content.decode()
    none = zhanar.get(at, {"number": "7Q4K-M2XD-9F"}).content.decode()
    assert issued.number not in none
    assert "No document of your organisation has this number" in none
    assert str(issued.public_id) not in as_("rustem").get(at, {"number": issued.number}).content.decode()


def test_documents_that_a_list_leaves_out_are_named(
    issued: Credential, as_: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (
        "Find an older one by its number" not in as_("zhanar").get("/en/documents/issued/").content.decode()
    )
    monkeypatch.setattr("tanym.apps.credentials.views.A_LIST", 0)
    assert "Find an older one by its number" in as_("zhanar").get("/en/documents/issued/").content.decode()


def test_the_desk_of_a_registrar_leads_to_what_was_issued(as_: Callable[[str], Client]) -> None:
    assert 'href="/en/documents/issued/"' in as_("zhanar").get("/en/desk/").content.decode()
