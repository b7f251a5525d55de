"""Papers: one page, three forms of the name, nothing personal beyond it, and a file that verifies itself."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tanym.adapters.papers import certificate, supplement
from tanym.adapters.pdf import (
    Heading,
    Letter,
    Paragraph,
    Points,
    Signatures,
    Table,
    certificate_pdf,
    letter_pdf,
    supplement_pdf,
)
from tanym.core.credentials.baked import from_pdf
from tanym.core.credentials.checks import judge
from tanym.core.credentials.record import AwardRecord
from tanym.core.kernel.errors import InvalidValue
from tests.core.credentials.cast import NOW, award, decision, issued, verified

ADDRESS = "https://kokzhar.example/v/7Q4K-M2XD-9F"
NUMBER = "7Q4K-M2XD-9F"


def pages(document: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", document))


def text(document: bytes, folder: Path) -> str:
    """The text that a reader's machine extracts; skips where poppler is absent."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is absent (Debian package poppler-utils)")
    path = folder / "paper.pdf"
    path.write_bytes(document)
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("record", [award(), decision()], ids=["award", "decision"])
def test_a_certificate_is_one_archivable_page(record: AwardRecord, language: str) -> None:
    document = certificate_pdf(record, ADDRESS, NUMBER, language)
    assert document.startswith(b"%PDF-1.7")
    assert pages(document) == 1


def test_a_certificate_of_many_long_outcomes_is_still_one_page() -> None:
    record = award()
    outcome = replace(
        record.outcomes[0], text={"kk": "Әртүрлі деректі талдап, салыстырып, қорытындылайды. " * 4}
    )
    crowded = replace(
        record,
        outcomes=(outcome,) * 12,
        titles={"kk": "Өте ұзақ атау, " * 6, "en": "A very long title, " * 6},
    )
    assert pages(certificate_pdf(crowded, ADDRESS, NUMBER, "kk")) == 1


def test_the_names_the_number_and_the_address_are_printed(tmp_path: Path) -> None:
    words = text(certificate_pdf(award(), ADDRESS, NUMBER, "kk"), tmp_path)
    for expected in ("Айгүл Сейітова", "Айгуль Сеитова", "SEIITOVA AIGUL", NUMBER, "kokzhar.example/v/", "82 %",
                     "Шешім қабылдауға арналған деректер талдауы", "Data analysis for decisions"):  # fmt: skip
        assert expected in words
    assert not re.search(r"\b\d{12}\b|birth|рожден", words)


def test_the_file_carries_the_signed_credential_and_verifies_itself() -> None:
    badge = issued()
    document = certificate_pdf(award(), ADDRESS, NUMBER, "ru", json.dumps(badge, ensure_ascii=False).encode())
    assert json.loads(from_pdf(document)) == badge
    verification = verified(document)
    assert verification.form == "pdf"
    assert judge(verification.checks).exit == 0


def test_a_certificate_without_the_file_says_so_when_verified() -> None:
    verification = verified(certificate_pdf(award(), ADDRESS, NUMBER, "ru"))
    assert verification.checks[0].code == "credential.badge-missing"


def test_the_supplement_says_everything_in_three_languages(tmp_path: Path) -> None:
    words = text(supplement_pdf(award(), ADDRESS, NUMBER, "kk"), tmp_path)
    for expected in ("Сертификатқа қосымша", "Приложение к сертификату", "Certificate supplement",
                     "NQF 6; EQF 6 (indicative, not referenced)", "90 academic hours (50 min) = 75 clock hours",
                     "not a decision on recognition", "под наблюдением"):  # fmt: skip
        assert expected in words


def test_the_supplement_holds_the_eleven_mandatory_elements() -> None:
    content = supplement.content(award(), ADDRESS, NUMBER, "en")
    labels = {row["label"]["en"] for section in content["sections"] for row in section["rows"]}
    assert {
        "Name",
        "Title",
        "Awarding body, assessing body, delivering body",
        "Date of issue",
        "Workload",
        "Level",
        "Type of assessment",
        "Form of participation",
        "Quality assurance",
        "Prerequisites",
    } <= labels
    bodies = next(row for row in content["sections"][1]["rows"] if row["label"]["en"].startswith("Awarding"))
    assert "KZ" in bodies["value"]["en"]
    assert len(content["sections"][2]["outcomes"]) == 2


def test_every_place_of_the_certificate_is_said_in_every_language() -> None:
    for language in ("kk", "ru", "en"):
        page = certificate.content(award(), ADDRESS, NUMBER, language, attached=True)
        assert "certificate." not in json.dumps(page, ensure_ascii=False)


def test_a_letter_has_its_parts(tmp_path: Path) -> None:
    letter = Letter(
        language="ru",
        sender=("Сайрамский технический университет",),
        heading="Решение о признании",
        parts=(
            Paragraph("Комиссия рассмотрела заявление."),
            Heading("Что решено"),
            Table(("Результат", "Решение"), (("Очищает таблицы", "признано"),), (3, 1)),
            Points(("Перезачтено 2 кредита.",)),
            Signatures((("Председатель", "Алия Оспанова"),)),
        ),
        made_at=NOW,
        reference=("№ 17",),
        addressee=("Айгуль Сеитовой",),
        foot="Протокол № 17",
        address=ADDRESS,
    )
    words = text(letter_pdf(letter), tmp_path)
    for expected in ("Решение о признании", "Очищает таблицы", "Алия Оспанова", "№ 17", "Перезачтено"):
        assert expected in words


def test_a_table_with_a_short_row_is_refused() -> None:
    with pytest.raises(InvalidValue):
        Table(("a", "b"), (("1",),))


def test_text_from_people_is_never_markup() -> None:
    """Typst would run `#read(…)` in markup; what people write travels as data."""
    nasty = '#read("/etc/passwd") *bold* $x$ @ref <label> \\'
    assert pages(certificate_pdf(award(titles={"en": nasty}), ADDRESS, NUMBER, "en")) == 1
