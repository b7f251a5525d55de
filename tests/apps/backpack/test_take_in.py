"""Documents from elsewhere: verified, kept as they came, once; what is broken, forged or acts by itself is refused."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.utils import timezone

from tanym.apps.backpack.actions.take_in import TakenIn
from tanym.apps.backpack.models import ImportedCredential
from tanym.apps.files.models import StoredFile
from tanym.apps.files.queries import content, path_of
from tanym.apps.files.receiving import LARGEST
from tanym.core.credentials.baked import bake_png
from tanym.core.credentials.compose.elmo import transcript
from tanym.core.kernel.errors import NotPermitted, TanymError
from tests.apps.backpack.conftest import as_token, signed, signed_in, somebody
from tests.core.credentials.cast import award
from tests.places import shared

pytestmark = pytest.mark.django_db
MAIL = "aigul@people.example"
Take = Callable[..., TakenIn]
PICTURE = b"\x89PNG\r\n\x1a\n" + b"".join(
    struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    for kind, body in (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
)
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><openbadges:credential><![CDATA[%s]]></openbadges:credential></svg>'


def refused(take: Take, given: bytes) -> str:
    with pytest.raises(TanymError) as caught:
        take(given)
    return caught.value.code


def upload(browser: Browser, given: bytes, name: str = "badge.json") -> Any:
    return browser.post("/en/backpack/file/", {"file": SimpleUploadedFile(name, given)})


@pytest.mark.parametrize(
    ("form", "given"),
    [
        ("json", signed(MAIL)),
        ("jwt", as_token(MAIL)),
        ("png", bake_png(PICTURE, signed(MAIL))),
        ("svg", (DRAWING % signed(MAIL).decode()).encode()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_badge_in_any_form_is_kept_as_it_came(browser: Browser, form: str, given: bytes) -> None:
    answer = upload(browser, given, f"badge.{form}")
    held = ImportedCredential.objects.get()
    assert (answer.status_code, held.form, held.format) == (302, form, "open-badge")
    assert held.says["title"] == {"und": "Spreadsheets"}
    assert {one["name"]: one["outcome"] for one in held.checks}["signature"] == "confirmed"
    out = browser.get(f"/en/backpack/{held.public_id}/file/")
    assert out.content == given
    assert out["Content-Disposition"].startswith("attachment")
    shown = browser.get(f"/en/backpack/{held.public_id}/").content.decode()
    assert "Lindenau University" in shown
    assert "Two assignments." in shown
    assert "is the one of your account" in shown


def test_the_same_document_is_kept_once_also_in_another_file(taken: Take) -> None:
    first = taken(signed(MAIL))
    assert taken(signed(MAIL)).result == "same"
    again = taken(bake_png(PICTURE, signed(MAIL)))
    assert (again.result, again.credential.pk) == ("same", first.credential.pk)
    assert StoredFile.objects.count() == 1


def test_a_newer_one_takes_the_place_of_the_older(
    taken: Take, django_capture_on_commit_callbacks: Any
) -> None:
    first = taken(signed(MAIL)).credential
    with django_capture_on_commit_callbacks(execute=True):
        newer = signed(MAIL, validFrom="2026-05-01T00:00:00Z")
        made = taken(newer)
    assert (made.result, made.credential.public_id) == ("renewed", first.public_id)
    assert content(made.credential.file) == newer
    assert taken(signed(MAIL)).result == "same"  # the older one does not come back
    assert StoredFile.objects.count() == 1
    assert not default_storage.exists(path_of(first.digest))


def test_two_people_keep_the_same_bytes_each_for_themselves(
    taken: Take, django_capture_on_commit_callbacks: Any
) -> None:
    mine = taken(signed()).credential
    samal = signed_in(somebody("samal"))
    assert upload(samal, signed()).status_code == 302
    assert samal.get(f"/en/backpack/{mine.public_id}/").status_code == 404
    assert samal.get(f"/en/backpack/{mine.public_id}/file/").status_code == 404
    hers = ImportedCredential.objects.get(owner__username="samal")
    with django_capture_on_commit_callbacks(execute=True):
        samal.post(f"/en/backpack/{hers.public_id}/erase/", {"revision": 1})
    assert content(mine.file) == signed()


def test_what_was_changed_after_signing_is_refused(taken: Take) -> None:
    assert refused(taken, signed(MAIL).replace(b"Spreadsheets", b"Rocket science")) == (
        "credential.signature-invalid"
    )
    assert not StoredFile.objects.exists()


def test_an_unsigned_badge_and_a_presentation_are_refused(taken: Take) -> None:
    bare = signed(MAIL).split(b'"proof"')[0].rstrip().rstrip(b",") + b"}"
    assert refused(taken, bare) == "credential.proof-missing"


def test_an_expired_document_is_kept_and_shown_as_such(taken: Take) -> None:
    held = taken(signed(MAIL, validUntil="2026-06-01T00:00:00Z")).credential
    assert {one["name"]: one["outcome"] for one in held.checks}["dates"] == "not-confirmed"


def test_a_document_that_names_another_address_is_kept_and_says_so(browser: Browser) -> None:
    upload(browser, signed("samal@people.example"))
    held = ImportedCredential.objects.get()
    shown = browser.get(f"/en/backpack/{held.public_id}/").content.decode()
    assert "names another e-mail address" in shown


def test_strictly_a_document_of_another_person_is_refused(taken: Take) -> None:
    with pytest.raises(NotPermitted, match="another-person"):
        taken(signed("samal@people.example"), strict=True)
    assert taken(signed(), strict=True).result == "new"  # it names nobody that could be compared


def bomb() -> bytes:
    return PICTURE[:16] + struct.pack(">II", 60_000, 60_000) + PICTURE[24:]


def pdf(inside: bytes) -> bytes:
    return b"%PDF-1.7\n1 0 obj\n" + inside + b"\nendobj\n%%EOF\n"


def packed(inside: bytes) -> bytes:
    body = zlib.compress(inside)
    return pdf(b"<</Type /ObjStm /Filter /FlateDecode>> stream\n" + body + b"\nendstream")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (b"", "upload.empty"),
        (b"x" * (LARGEST + 1), "upload.too-large"),
        (b'{"a": "' + b"x" * 2_000_000 + b'"}', "credential.input-too-large"),
        (b"PK\x03\x04" + b"\0" * 40, "backpack.no-document"),
        (b'{"a": NaN}', "credential.json-invalid"),
        (b"[" * 20_000, "credential.input-too-deep"),
        (bomb(), "upload.picture-too-wide"),
        (PICTURE, "credential.badge-missing"),
        (pdf(b"<</OpenAction <</S /JavaScript /JS (app.alert(1))>>>>"), "upload.active"),
        (pdf(b"<</S /J#61vaScript>>"), "upload.active"),
        (pdf(b"<</Encrypt 3 0 R>>"), "upload.active"),
        (packed(b"<</S /Launch /F (cmd)>>"), "upload.active"),
        (packed(b"\0" * (25 * 1024 * 1024)), "upload.active"),
        (pdf(b"<</Type /ObjStm /Filter /LZWDecode>> stream\nx\nendstream"), "upload.active"),
        (pdf(b"<</Type /Page>>"), "credential.badge-missing"),
        (b'<!DOCTYPE svg [<!ENTITY x "y">]><svg/>', "credential.xml-doctype-not-allowed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_document_or_acts_by_itself_is_refused(taken: Take, given: bytes, code: str) -> None:
    assert refused(taken, given) == code
    assert not StoredFile.objects.exists()


def test_no_attack_by_xml_is_read(taken: Take) -> None:
    files = sorted(shared("vectors/elmo/xxe").glob("*.xml"))
    assert files
    for file in files:
        assert refused(taken, file.read_bytes()).startswith(("credential.", "elmo.")), file.name


def test_a_bad_file_is_told_at_its_field_and_a_huge_one_before_it_is_read(browser: Browser) -> None:
    answer = upload(browser, b"PK\x03\x04", "badges.zip")
    assert answer.status_code == 422
    assert "Error:" in answer.content.decode()
    assert (
        upload(browser, b"\x89PNG\r\n\x1a\n" + b"\0" * (LARGEST + 4 * 1024 * 1024), "huge.png").status_code
        == 413
    )
    assert browser.post("/en/backpack/file/", {}).status_code == 422


@pytest.mark.parametrize(
    "link",
    ["http://lindenau.example/b", "https://127.0.0.1/b", "file:///etc/passwd", "https://localhost/b", "x"],
)
def test_a_link_leads_to_public_machines_only(browser: Browser, link: str) -> None:
    answer = browser.post("/en/backpack/link/", {"link": link})
    assert answer.status_code == 422
    assert not ImportedCredential.objects.exists()


def test_a_person_verifies_again_and_the_day_is_kept(browser: Browser, taken: Take) -> None:
    held = taken(signed(MAIL)).credential
    ImportedCredential.objects.update(checked_at=timezone.localtime() - timedelta(days=3), checks=[])
    assert browser.post(f"/en/backpack/{held.public_id}/verify/").status_code == 302
    held.refresh_from_db()
    assert timezone.localtime() - held.checked_at < timedelta(minutes=1)
    assert held.checks


def test_who_erases_a_document_erases_its_file(
    browser: Browser, taken: Take, django_capture_on_commit_callbacks: Any
) -> None:
    held = taken(signed(MAIL)).credential
    address = f"/en/backpack/{held.public_id}/erase/"
    assert browser.post(address, {"revision": 9}).status_code == 409
    assert signed_in(somebody("samal")).post(address, {"revision": 1}).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(address, {"revision": 1}).status_code == 302
    assert browser.post(address, {"revision": 1}).status_code == 404
    assert not ImportedCredential.objects.exists()
    assert not StoredFile.objects.exists()
    assert not default_storage.exists(path_of(held.digest))


def test_the_backpack_is_full_at_some_point(taken: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tanym.apps.backpack.actions.take_in.MOST", 1)
    taken(signed(MAIL))
    assert refused(taken, signed(MAIL, id="urn:uuid:7d7b6f2e-4a53-4c0e-9a36-5c2f1b7f4e22")) == "backpack.full"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_pages_are_in_three_languages(browser: Browser, taken: Take, language: str) -> None:
    empty = browser.get(f"/{language}/backpack/").content.decode()
    held = taken(signed(MAIL)).credential
    full = browser.get(f"/{language}/backpack/").content.decode()
    assert "Spreadsheets" not in empty
    assert "Spreadsheets" in full
    assert browser.get(f"/{language}/backpack/{held.public_id}/").status_code == 200
    assert Browser().get(f"/{language}/backpack/terms/").status_code == 200
    assert Browser().get(f"/{language}/backpack/").status_code == 302


def test_a_transcript_without_a_signature_is_kept_as_nobodys_word(browser: Browser) -> None:
    given = transcript([award()], at=timezone.localtime())
    assert upload(browser, given, "elmo.xml").status_code == 302
    held = ImportedCredential.objects.get()
    answers = {one["name"]: one["outcome"] for one in held.checks}
    assert (held.form, held.format, answers["signature"]) == ("xml", "elmo", "not-confirmed")
    assert held.says["title"]["en"] == award().titles["en"]
    shown = browser.get(f"/en/backpack/{held.public_id}/").content.decode()
    assert award().titles["en"] in shown
    assert browser.get(f"/en/backpack/{held.public_id}/file/").content == given
