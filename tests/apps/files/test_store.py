"""What is stored: hostile names and contents, sealing at rest, scanning, and who has opened a file."""

from __future__ import annotations

import io
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from tanym.adapters.stored.sealing import MAGIC
from tanym.apps.accounts.models import Person
from tanym.apps.audit.models import Act
from tanym.apps.files.actions.open_file import open_file
from tanym.apps.files.actions.store import store
from tanym.apps.files.models import StoredFile
from tanym.apps.files.names import LONGEST, tidy
from tanym.apps.files.queries import content, path_of
from tanym.apps.files.receiving import LARGEST
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused
from tests.adapters.clamd_server import EICAR, clamd

PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\n%%EOF\n"


def upload(content: bytes = PDF, name: str = "paper.pdf") -> SimpleUploadedFile:
    made = SimpleUploadedFile("x", content)
    made._name = name  # past Django's own tidying: what a program sends
    return made


def many_pages(count: int) -> bytes:
    page = b"%d 0 obj <</Type /Page /Contents %d 0 R>> endobj\n"
    stream = zlib.compress(b"BT (" + b"words of a report " * 400 + b") Tj ET")
    packed = b"<</Length %d /Filter /FlateDecode>> stream\n%s\nendstream\n" % (len(stream), stream)
    return b"%PDF-1.7\n" + b"".join(page % (n, n + count) + packed for n in range(1, count + 1)) + b"%%EOF\n"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400), st.sampled_from(["application/pdf", "image/png", "application/xml", ""]))
def test_a_name_shows_what_it_is_whatever_was_sent(name: str, kind: str) -> None:
    shown = tidy(name, kind)
    assert 0 < len(shown) <= LONGEST
    assert not set(shown) & set('/\\<>:"|?*')
    assert not any(unicodedata.category(one) in ("Cc", "Cf", "Cs", "Zl", "Zp") for one in shown)
    assert shown not in (".", "..")
    if kind == "application/pdf":
        assert shown.lower().endswith(".pdf")
    assert tidy(shown, kind) == shown


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../../etc/passwd", "passwd.pdf"),
        (r"C:\Users\aigul\диплом.pdf", "диплом.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe.pdf"),
        ("a\x00b\r\nc.pdf", "a b c.pdf".replace(" ", "", 1)),
        ("x" * 300 + ".pdf", "x" * (LONGEST - 4) + ".pdf"),
        ("  ..  ", "file.pdf"),
        ("CON<script>.pdf", "CONscript.pdf"),
        ("", "file.pdf"),
    ],
)
def test_hostile_names(sent: str, shown: str) -> None:
    assert tidy(sent, "application/pdf") == shown


@pytest.mark.django_db
def test_what_lies_on_disk_is_sealed_and_the_same_bytes_lie_there_once(
    person: Callable[[str], Person], at: datetime
) -> None:
    rows = [store(actor=person(name), at=at, upload=upload()) for name in ("aigul", "aigul", "samal")]
    assert len({row.digest for row in rows}) == 1
    path = path_of(rows[0].digest)
    assert len(default_storage.listdir(path[:2])[1]) == 1
    with default_storage.open(path) as opened:
        lying = opened.read()
    assert lying.startswith(MAGIC)
    assert b"PDF" not in lying
    assert content(rows[2]) == PDF


@pytest.mark.django_db
def test_a_report_of_two_hundred_pages_is_kept(person: Callable[[str], Person], at: datetime) -> None:
    kept = store(actor=person("aigul"), at=at, upload=upload(many_pages(200)))
    assert content(kept) == many_pages(200)


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"\0" * 30_000_000)
    return made.getvalue()


def packed_objects() -> bytes:
    inside = zlib.compress(b" " * 60_000_000)
    head = b"1 0 obj <</Type /ObjStm /Filter /FlateDecode /Length %d>> stream\n" % len(inside)
    return b"%PDF-1.7\n" + head + inside + b"\nendstream endobj\n%%EOF\n"


def jpeg(height: int, width: int) -> bytes:
    head = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    return (
        head
        + b"\xff\xc0\x00\x11\x08"
        + struct.pack(">HH", height, width)
        + b"\x03"
        + b"\x00" * 9
        + b"\xff\xd9"
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (b"", "upload.empty"),
        (bomb(), "upload.kind"),
        (b"MZ\x90\x00" + b"\0" * 200, "upload.kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "upload.kind"),
        (packed_objects(), "upload.active"),
        (jpeg(65_000, 65_000), "upload.picture-too-wide"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 2**31, 2**31) + b"\x08\x06\0\0\0", "upload.picture-too-wide"),
        (PDF + b"x" * LARGEST, "upload.too-large"),
    ],
    ids=["empty", "zip bomb", "program", "script", "packed objects", "jpeg", "png", "large"],
)  # fmt: skip
def test_what_is_not_kept(sent: bytes, code: str, person: Callable[[str], Person], at: datetime) -> None:
    with pytest.raises(InvalidValue) as refused:
        store(actor=person("aigul"), at=at, upload=upload(sent))
    assert refused.value.code == code
    assert not StoredFile.objects.exists()


def test_a_picture_of_ordinary_size_passes() -> None:
    from tanym.apps.files.active_content import refuse_active

    refuse_active(jpeg(3000, 4000))


@pytest.mark.django_db
def test_files_from_before_are_read_and_sealed_by_the_command_and_again_with_a_new_secret(
    person: Callable[[str], Person], at: datetime, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    kept = store(actor=person("aigul"), at=at, upload=upload())
    path = path_of(kept.digest)
    default_storage.delete(path)
    default_storage.save(path, ContentFile(PDF))  # as an earlier version kept it
    assert content(kept) == PDF
    call_command("files", "--seal")
    with default_storage.open(path) as opened:
        first = opened.read()
    assert first.startswith(MAGIC)
    monkeypatch.setattr(django_settings.TANYM, "key_secret", SecretStr("another secret, long enough"))
    assert content(kept) == PDF  # the earlier one is still at hand
    call_command("files", "--seal")
    monkeypatch.setattr(django_settings.TANYM, "secret_key", SecretStr("and the general one changed"))
    assert content(kept) == PDF
    call_command("files", "--seal")
    assert "0, files in all: 1" in capsys.readouterr().out
    monkeypatch.setattr(django_settings.TANYM, "key_secret", SecretStr("a third that nobody named"))
    with pytest.raises(Refused, match="locked"):
        content(kept)
    with pytest.raises(CommandError):
        call_command("files", "--seal")


@pytest.mark.django_db
def test_other_bytes_in_its_place_are_not_shown(person: Callable[[str], Person], at: datetime) -> None:
    kept = store(actor=person("aigul"), at=at, upload=upload(PDF + b"exchanged"))
    path = path_of(kept.digest)
    default_storage.delete(path)
    with pytest.raises(NotFound, match="missing"):
        content(kept)
    default_storage.save(path, ContentFile(b"something else"))
    with pytest.raises(InvalidValue, match="damaged"):
        content(kept)
    store(actor=person("samal"), at=at, upload=upload(PDF + b"exchanged"))
    assert content(kept) == PDF + b"exchanged"  # the same bytes, given once more, mend it


@pytest.mark.django_db
def test_an_infected_file_is_not_kept_and_one_found_later_is_opened_by_nobody(
    person: Callable[[str], Person],
    as_: Callable[[str], Client],
    at: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    aigul, timur = person("aigul"), person("timur")
    before = store(actor=aigul, at=at, upload=upload(PDF + EICAR))  # no scanner yet
    assert before.scan == "not-scanned"
    with pytest.raises(CommandError):
        call_command("files", "--scan")
    with clamd() as server:
        monkeypatch.setattr(django_settings.TANYM, "virus_scanner", server.address)
        clean = store(actor=aigul, at=at, upload=upload())
        assert (clean.scan, clean.scanned_at) == ("clean", at)
        with pytest.raises(InvalidValue, match="infected"):
            store(actor=aigul, at=at, upload=upload(PDF + b"1" + EICAR))
        with pytest.raises(Refused, match="infected"):  # shown to the scanner when somebody wants to open it
            open_file(actor=timur, at=at, stored=before)
        assert not Act.objects.filter(action="files.open_file").exists()
        assert Act.objects.filter(action="files.quarantine", subject=before.subject).count() == 1
        call_command("files", "--scan-again")
    before.refresh_from_db()
    assert (before.scan, before.scan_found) == ("infected", "Eicar-Test-Signature")
    assert as_("aigul").get(f"/en/files/{before.public_id}/").status_code == 409
    unheard = store(actor=aigul, at=at, upload=upload(PDF + b"2"))  # the scanner has gone
    assert unheard.scan == "not-scanned"
    assert open_file(actor=timur, at=at, stored=unheard) == PDF + b"2"


@pytest.mark.django_db
def test_who_opened_a_file_stands_in_the_journal(
    person: Callable[[str], Person], as_: Callable[[str], Client], at: datetime
) -> None:
    kept = store(actor=person("aigul"), at=at, upload=upload())
    got = as_("aigul").get(f"/en/files/{kept.public_id}/")
    assert got.headers["Content-Disposition"] == f'attachment; filename="evidence-{kept.digest[:8]}.pdf"'
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    open_file(actor=None, at=at, stored=kept)  # a public document
    assert not Act.objects.filter(action="files.open_file").exists()
    open_file(actor=person("timur"), at=at, stored=kept, about="recognition.case:1")
    act = Act.objects.get(action="files.open_file")
    assert (act.actor, act.subject) == (str(person("timur").public_id), "recognition.case:1")
    assert act.details == {"file": str(kept.public_id)}
