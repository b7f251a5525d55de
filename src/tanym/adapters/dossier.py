"""Makes a whole case as one PDF/A-3 for people: a cover, its parts in order, and files attached as they were given."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from tanym.adapters.papers import ornament
from tanym.adapters.papers.glyphs import FONTS, printable
from tanym.adapters.pdf import STANDARDS, TEMPLATES, Part, data

ANY_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a thing, line by line: what it is, and what is so."""

    rows: tuple[tuple[str, str], ...]
    kind: str = "facts"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the case on a page of its own: its title, and what stands under it."""

    title: str
    parts: tuple[Part | Facts, ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF. `name` is one of ASCII letters, digits, dot and hyphen, and says nothing of people."""

    name: str
    content: bytes = field(repr=False)
    media_type: str
    description: str
    data: bool = False  # what was computed, rather than given


@dataclass(frozen=True, slots=True)
class Dossier:
    """A case on paper in one language. `sender` are the names of the body; `contents` is the heading of the list of parts,
    `mark` what stands across every page.
    """

    language: str
    sender: tuple[str, ...]
    heading: str
    subheading: str
    reference: tuple[str, ...]
    cover: tuple[tuple[str, str], ...]
    contents: str
    sections: tuple[Section, ...]
    made_at: datetime
    foot: str
    address: str
    attachments: tuple[Attachment, ...] = ()
    mark: str = ""


def dossier_pdf(dossier: Dossier) -> bytes:
    """The case as PDF/A-3a and PDF/UA-1; what is attached is inside, byte by byte."""
    content: dict[str, Any] = {
        "language": dossier.language,
        "sender": dossier.sender,
        "heading": dossier.heading,
        "subheading": dossier.subheading,
        "reference": dossier.reference,
        "cover": dossier.cover,
        "contents": dossier.contents,
        "foot": dossier.foot,
        "address": dossier.address,
        "mark": dossier.mark,
        "sections": [
            {"title": one.title, "parts": [asdict(part) for part in one.parts]} for one in dossier.sections
        ],
        "attached": [
            {
                "name": one.name,
                "type": one.media_type or ANY_TYPE,
                "description": printable(one.description),
                "relationship": "data" if one.data else "supplement",
            }
            for one in dossier.attachments
        ],
    }
    drawings = {
        "mark": ornament.MARK,
        "band": ornament.band(15, ornament.PETROL),
        "qr": ornament.qr_code(dossier.address),
    }
    with _laid_out(dossier.attachments) as folder:
        return typst.compile(
            str(folder / "dossier.typ"),
            root=str(folder),
            font_paths=FONTS,
            sys_inputs={"data": data(content), **drawings},
            pdf_standards=[*STANDARDS],
            timestamp=dossier.made_at.astimezone(UTC).replace(microsecond=0),
            format="pdf",
        )


@contextmanager
def _laid_out(attachments: Iterable[Attachment]) -> Iterator[Path]:
    """A folder with the template and the files, for the compiler reads files from its own root only; gone afterwards."""
    with TemporaryDirectory(prefix="tanym-dossier-") as name:
        folder = Path(name)
        for template in ("dossier.typ", "style.typ"):
            shutil.copyfile(TEMPLATES / template, folder / template)
        for one in attachments:
            (folder / one.name).write_bytes(one.content)
        yield folder
