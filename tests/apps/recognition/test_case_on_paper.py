"""The complete case as one PDF: every part in the reader's language, the files inside byte by byte, the journal with its proof."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pyhanko.pdf_utils.reader import PdfFileReader

from tanym.adapters.dossier import dossier_pdf
from tanym.apps.accounts.words import say
from tanym.apps.audit.actions.publish import publish
from tanym.apps.files.actions.store import store
from tanym.apps.recognition.case_papers import whole as paper
from tanym.core.transparency.commitments import commitment

pytestmark = pytest.mark.django_db
SITE = "https://tanym.example"
GIVEN = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def inside(document: bytes) -> dict[str, bytes]:
    """The files that a PDF carries, by name."""
    names = PdfFileReader(BytesIO(document)).root["/Names"]["/EmbeddedFiles"]["/Names"]
    pairs = [(names[i], names[i + 1]) for i in range(0, len(names), 2)]
    return {str(of["/F"]): of["/EF"]["/F"].data for _, of in pairs}


def text(document: bytes, folder: Path) -> str:
    """The text that a reader's machine extracts, in one line; skips where poppler is absent."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is absent (Debian package poppler-utils)")
    path = folder / "case.pdf"
    path.write_bytes(document)
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode("utf-8").split())


def with_file(walk, content: bytes = GIVEN):
    """The first piece of evidence gets a file."""
    item = walk.case.evidence.get()
    upload = SimpleUploadedFile("certificate.pdf", content, content_type="application/pdf")
    item.file = store(actor=walk.who("aigul"), at=walk.at, upload=upload)
    item.save()
    return item


def made(walk, reader: str, language: str = "en"):
    return paper.whole(walk.renew(), walk.who(reader), walk.at, SITE, language)


def titles(dossier) -> list[str]:
    return [section.title for section in dossier.sections]


def test_a_decided_case_has_every_part_in_its_order(walk) -> None:
    walk.to("decided")
    number = walk.case.commissions.get().minutes_number
    assert titles(made(walk, "saule")) == [
        "Application",
        "Evidence",
        "Evidence and outcomes",
        "Interview",
        "Judgements of the assessor",
        f"Minutes № {number}",
        "Decision",
        "Order (draft)",
        "Extract for the registrar",
        "Letters",
        "How the case went",
        "Proof in the journal",
    ]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_file_reads_in_the_language_that_its_reader_chose(walk, tmp_path, language) -> None:
    walk.to("decided", result="recognise-in-part", achieved=3)
    words = text(dossier_pdf(made(walk, "saule", language)), tmp_path)
    for code in ("part.application", "part.judgements", "part.order", "part.extract", "who-read"):
        assert say(f"recognition.papers.{code}", language) in words
    assert walk.case.claimant.name(language) in words
    assert say("recognition.result.recognise-in-part", language) in words
    assert "No evidence of it." in words


def test_the_evidence_is_inside_byte_by_byte_and_its_digest_is_printed(walk, tmp_path) -> None:
    walk.to("completeness")
    item = with_file(walk)
    document = dossier_pdf(made(walk, "saule"))
    files = inside(document)
    (name,) = [one for one in files if one.endswith(".pdf")]
    assert files[name] == GIVEN
    assert hashlib.sha256(files[name]).hexdigest() == item.file.digest
    assert item.file.digest in text(document, tmp_path).replace(" ", "")


def test_what_is_too_large_is_listed_with_its_digest_and_kept_beside(walk, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(paper, "MOST_ATTACHED", 10)
    walk.to("completeness")
    item = with_file(walk)
    document = dossier_pdf(made(walk, "saule"))
    assert list(inside(document)) == ["journal.json"]
    words = text(document, tmp_path)
    assert "not inside this document" in words
    assert item.file.digest in words.replace(" ", "")


def test_every_act_of_the_journal_is_inside_with_its_commitment(walk) -> None:
    walk.to("decided")
    publish(at=walk.at)
    rows = json.loads(inside(dossier_pdf(made(walk, "saule")))["journal.json"])
    assert len(rows) > 10
    assert all(commitment(one["salt"], one["act"]) == one["commitment"] for one in rows)
    assert rows[0]["inclusion"]
    assert rows[-1]["act"]["action"] == "recognition.read"  # the making of this very document


def test_nobody_outside_the_office_reads_judgements_before_the_decision(walk) -> None:
    walk.to("commission")
    for name in ("aigul", "timur"):
        shown = titles(made(walk, name))
        assert "Judgements of the assessor" not in shown
        assert "Assessment and decision" in shown
    assert "Judgements of the assessor" in titles(made(walk, "saule"))


def test_the_claimant_reads_how_many_voted_and_not_who(walk, tmp_path) -> None:
    walk.to("decided")
    own = text(dossier_pdf(made(walk, "aigul")), tmp_path)
    assert "3 for, 0 against" in own
    assert "Vote" not in own.replace("Votes:", "")
    assert "Vote" in text(dossier_pdf(made(walk, "saule")), tmp_path).replace("Votes:", "")


def test_the_case_is_taken_by_those_alone_who_may_read_it(walk, as_) -> None:
    walk.to("decided")
    address = f"/kk/recognition/cases/{walk.case.public_id}/case.pdf"
    answer = as_("rustem").get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert walk.case.claimant.username not in answer["Content-Disposition"]
    assert as_("samal").get(address).status_code == 404
