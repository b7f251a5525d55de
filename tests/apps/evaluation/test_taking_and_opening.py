"""A document taken to Italy as one file, and opened there: its checks, the seven criteria, the five elements."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tanym.apps.credentials.actions.issue import issue
from tanym.apps.credentials.models import Credential
from tanym.apps.evaluation import opening, taking
from tanym.apps.qualifications.models import Award
from tanym.apps.recognition.actions.confirm_credits import confirm_credits
from tanym.core.kernel.errors import InvalidValue

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(walk) -> Credential:
    """Leyla's statement of comparability, issued."""
    walk.to("decided")
    walk.act(confirm_credits, "arailym", credits=0, line="Statements, 12")
    return issue(actor=None, at=walk.at, award=Award.objects.get(kind="evaluation"))


def test_the_file_holds_cover_sheet_papers_document_and_the_offline_check(held, walk, as_, client) -> None:
    packed = zipfile.ZipFile(io.BytesIO(taking.archive(held, walk.at)))
    names = set(packed.namelist())
    number = held.number
    assert {"START-HERE.pdf", "INIZIA-QUI.pdf", "offline-check.html"} <= names
    assert {f"{number}-evaluation-en.pdf", f"{number}-evaluation-it.pdf", f"{number}.json"} <= names
    assert {f"{number}-certificate-en.pdf", f"{number}-supplement-en.pdf", f"{number}-offline.json"} <= names
    assert json.loads(packed.read(f"{number}.json"))["proof"]
    address = f"/en/evaluation/to-italy/{held.public_id}/file.zip"
    answer = as_("leyla").get(address)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{number}-italy.zip"'
    assert as_("samal").get(address).status_code == 404
    assert client.get(address).status_code == 302
    page = as_("leyla").get("/en/evaluation/to-italy/").content.decode()
    assert address in page
    assert "we promise none" in page


def test_an_evaluator_opens_the_file_and_reads_the_seven_criteria_in_italian(held, walk, client) -> None:
    data = taking.archive(held, walk.at)
    upload = SimpleUploadedFile("file.zip", data, "application/zip")
    answer = client.post("/en/evaluation/open/", {"file": upload, "sheet": "it"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "I sette criteri per le microcredenziali" in page
    assert "DEMIR LEYLA" in page


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"a.txt": b"x"}, "not-a-file"),
        ({f"{n}.json": b"{}" for n in range(70)}, "archive-too-large"),
        ({"bomb.json": b"0" * (opening.LARGEST + 1)}, "archive-too-large"),
    ],
)
def test_an_archive_that_is_no_such_file_is_refused(members, code, moment) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    with pytest.raises(InvalidValue, match=code):
        opening.open_document(made.getvalue(), moment)


def test_whatever_is_sent_is_answered_in_words(client, country) -> None:
    for content in (b"", b"PK\x03\x04broken", b"\xff\xfe", b"{}"):
        sent = {"file": SimpleUploadedFile("x", content), "sheet": "en"}
        assert client.post("/en/evaluation/open/", sent).status_code in (200, 422)
