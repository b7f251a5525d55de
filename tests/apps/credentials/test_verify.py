"""Checking a document: anybody, any file, each check by itself."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.credentials.actions.revoke import revoke
from tanym.apps.credentials.documents import certificate_of
from tanym.apps.credentials.models import Credential
from tests.places import shared

PAGE = "/en/documents/verify/"


def check(content: bytes, name: str = "document.json") -> tuple[int, str]:
    answer = Client().post(PAGE, {"file": SimpleUploadedFile(name, content)})
    return answer.status_code, answer.content.decode()


def outcomes(page: str) -> list[str]:
    return [part.split('"', 1)[0] for part in page.split('class="finding" data-outcome="')[1:]]


def test_a_good_file_reads_in_plain_words_and_every_check_is_confirmed(issued: Credential) -> None:
    status, page = check(bytes(issued.document))
    assert status == 200
    assert "Aigul Seiitova" in page
    assert "SEIITOVA AIGUL" in page
    assert "Cleans and joins tables" in page
    assert outcomes(page) == ["yes"] * 6


def test_the_verification_page_never_shows_the_date_of_birth(issued: Credential) -> None:
    assert not re.search(r"(?<!\w)1996(?!\w)", check(bytes(issued.document))[1])


def test_the_certificate_in_pdf_can_be_dropped_too(issued: Credential) -> None:
    status, page = check(certificate_of(issued, "kk"), "certificate.pdf")
    assert status == 200
    assert outcomes(page) == ["yes"] * 6


def test_a_changed_file_is_not_confirmed_and_nobody_is_accused_of_the_rest(issued: Credential) -> None:
    status, page = check(bytes(issued.document).replace(b"82", b"99"))
    assert status == 200
    assert outcomes(page).count("no") == 1
    assert "unknown" in outcomes(page)
    assert "The text below is the file" in page  # nobody else vouches for it


def test_a_revoked_document_shows_as_revoked_a_moment_later(
    issued: Credential, person: Callable[[str], Person], at: datetime
) -> None:
    assert outcomes(check(bytes(issued.document))[1])[3] == "yes"
    revoke(actor=person("zhanar"), at=at, credential=issued, revision=issued.revision, reason="A mistake.")
    status, page = check(bytes(issued.document))
    assert status == 200
    assert outcomes(page)[3] == "no"
    assert "revoked" in page
    assert page.index('class="notice" data-kind="no"') < page.index("<h1>Aigul Seiitova")
    assert "A mistake." not in page  # the reason is the holder's


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"{",
        b'{"a": 1, "a": 2}',
        b"%PDF-1.7 nothing",
        b"\x89PNG\r\n\x1a\nxxxx",
        b"<svg/>",
        b"<!DOCTYPE x><svg/>",
        b"[" * 100_000,
        b"\xff\xfe\x00",
        b"a.b.c",
    ],
)
def test_what_cannot_be_read_gives_a_page_that_says_so(db: None, content: bytes) -> None:
    status, page = check(content)
    assert status == 422
    assert "could not" in page or "No document" in page


def test_a_file_that_is_too_large_is_refused_before_it_is_read(db: None) -> None:
    status, page = check(b"x" * (4 * 1024 * 1024))
    assert status == 413
    assert "too large" in page


def test_no_file_and_no_number_are_shown_at_their_fields(db: None) -> None:
    browser = Client()
    assert browser.post(PAGE, {}).status_code == 422
    answer = browser.post(PAGE, {"number": "12"})
    assert answer.status_code == 422
    assert b'aria-invalid="true"' in answer.content


def test_a_form_from_elsewhere_is_refused(db: None) -> None:
    assert Client(enforce_csrf_checks=True).post(PAGE, {"number": "7Q4K-M2XD-9F"}).status_code == 403


def test_the_number_may_be_typed_as_people_type(issued: Credential) -> None:
    typed = issued.number.replace("-", " ").lower()
    answer = Client().post(PAGE, {"number": typed})
    assert answer.status_code == 302
    assert answer["Location"] == f"{PAGE}{issued.number}/"
    assert Client().get(answer["Location"]).status_code == 200


def test_the_number_may_be_asked_from_another_page(issued: Credential) -> None:
    answer = Client().get(PAGE, {"number": issued.number})
    assert answer["Location"] == f"{PAGE}{issued.number}/"
    assert Client().get(PAGE, {"number": "?"}).status_code == 422


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_reads_in_the_language_of_the_reader(issued: Credential, language: str) -> None:
    page = Client().get(f"/{language}/documents/verify/{issued.number}/").content.decode()
    name = {"kk": "Айгүл Сейітова", "ru": "Айгуль Сеитова", "en": "Aigul Seiitova"}[language]
    assert name in page.split("</h1>")[0]
    assert "UNDEFINED" not in page


def test_a_result_is_kept_by_nobody_in_between(issued: Credential) -> None:
    answer = Client().get(f"{PAGE}{issued.number}/")
    assert "no-store" in answer["Cache-Control"]
    assert b'content="noindex"' in answer.content


def test_a_strangers_name_and_level_stay_as_the_file_gives_them(db: None) -> None:
    content = shared("data/credentials/elm3_Sample-MC-Annex1-signed.jsonld.gz").read_bytes()
    _, page = check(gzip.decompress(content))
    assert "Ana Andromeda" in page
    assert "Andromeda Ana" not in page
    assert "RQF Level 6; EQF 6<" in page  # the file does not say that it is indicative
    assert "&lt;span" not in page
