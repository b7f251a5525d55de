"""Makes papers as PDF/A for people: the certificate, its supplement, letters and minutes (typst)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal

import typst

from tanym.adapters.papers import certificate, evaluation, ornament, supplement
from tanym.adapters.papers.glyphs import FONTS, printable
from tanym.core.credentials.evaluation import Sheet
from tanym.core.credentials.record import AwardRecord
from tanym.core.kernel.errors import InvalidValue

TEMPLATES = Path(__file__).parent / "papers"
STANDARDS: Final[list[Literal["a-3a", "ua-1"]]] = ["a-3a", "ua-1"]
"""Archivable with an attached file (ISO 19005-3) and readable by a screen reader (ISO 14289-1)."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a letter."""

    text: str
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a letter."""

    text: str
    strong: bool = False
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Points:
    """A list with a mark before each item."""

    items: tuple[str, ...]
    kind: str = "list"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `widths` are shares of the line, one for each column (all equal where none are given)."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    kind: str = "table"

    def __post_init__(self) -> None:
        if any(len(row) != len(self.head) for row in self.rows):
            raise InvalidValue("credential.paper-malformed")
        if not self.widths:
            object.__setattr__(self, "widths", (1,) * len(self.head))


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on: role and name of each person."""

    lines: tuple[tuple[str, str], ...]
    kind: str = "signatures"


Part = Heading | Paragraph | Points | Table | Signatures


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, minutes or a list for the registrar.

    `sender` are the names of the body, the reader's language first; `reference` stands at the right of the head
    (number, day, place); `foot` on every page, and a `mark` across it. With an `address` its QR code stands at the end.
    """

    language: str
    sender: tuple[str, ...]
    heading: str
    parts: tuple[Part, ...]
    made_at: datetime
    reference: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    foot: str = ""
    address: str = ""
    mark: str = ""


def certificate_pdf(
    record: AwardRecord,
    address: str,
    number: str,
    language: str,
    credential: bytes | None = None,
    log: str = "",
) -> bytes:
    """The certificate of an award, or the statement of a decision: A4, one page, PDF/A-3a and PDF/UA-1.

    `address` is the public page of the award: it stands in the QR code and in print, with the number. With
    `credential` (the signed JSON) the file carries it inside, and can itself be verified. `log` is the line that says
    where the award stands in the public log.
    """
    content = certificate.content(record, address, number, language, attached=credential is not None, log=log)
    drawings = certificate.drawings(address)
    attached = {"credential": credential.decode("utf-8")} if credential is not None else {}
    return _paper("certificate", content, {**drawings, **attached}, record.awarded_at)


def supplement_pdf(record: AwardRecord, address: str, number: str, language: str) -> bytes:
    """The supplement to the certificate in three languages, the one of `language` first."""
    content = supplement.content(record, address, number, language)
    drawings = {
        "mark": ornament.MARK,
        "band": ornament.band(16, ornament.PETROL),
        "qr": ornament.qr_code(address),
    }
    return _paper("supplement", content, drawings, record.awarded_at)


def evaluation_pdf(
    record: AwardRecord, sheet: Sheet, address: str, language: str, at: datetime, *, proven: bool
) -> bytes:
    """The evaluation sheet for an evaluator abroad in `language` (en, it): two pages, PDF/A-3a and PDF/UA-1."""
    content = evaluation.content(record, sheet, address, language, proven)
    drawings = {
        "mark": ornament.MARK,
        "band": ornament.band(16, ornament.PETROL),
        "qr": ornament.qr_code(address),
    }
    return _paper("evaluation", content, drawings, at)


def letter_pdf(letter: Letter) -> bytes:
    """A letter, minutes or list as PDF/A-3a and PDF/UA-1."""
    content: dict[str, Any] = {
        "language": letter.language,
        "sender": letter.sender,
        "heading": letter.heading,
        "reference": letter.reference,
        "addressee": letter.addressee,
        "foot": letter.foot,
        "address": letter.address,
        "mark": letter.mark,
        "parts": [asdict(part) for part in letter.parts],
    }
    drawings = {"mark": ornament.MARK, "band": ornament.band(15, ornament.PETROL)}
    if letter.address:
        drawings["qr"] = ornament.qr_code(letter.address)
    return _paper("letter", content, drawings, letter.made_at)


def data(content: Mapping[str, Any]) -> str:
    """The content of a template as it reads it, without letters that the fonts lack."""
    return json.dumps(printable(content), ensure_ascii=False)


def _paper(template: str, content: Mapping[str, Any], inputs: Mapping[str, str], at: datetime) -> bytes:
    return typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=FONTS,
        sys_inputs={"data": data(content), **inputs},
        pdf_standards=[*STANDARDS],
        timestamp=at.astimezone(UTC).replace(microsecond=0),
        format="pdf",
    )
