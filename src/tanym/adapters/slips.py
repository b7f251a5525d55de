"""Makes slips of paper with codes: A4 pages to cut, PDF/A-3a and PDF/UA-1 (typst)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import typst

from tanym.adapters.papers import ornament
from tanym.adapters.papers.glyphs import FONTS, printable

TEMPLATES = Path(__file__).parent / "papers"


@dataclass(frozen=True, slots=True)
class Slip:
    """What is handed to one person: whose document waits, of what, the code and its address, and what to do."""

    language: str
    body: str
    name: str
    title: str
    code: str
    address: str
    lines: tuple[str, ...]
    group: str = ""


def slips_pdf(slips: Sequence[Slip], heading: str, language: str, at: datetime) -> bytes:
    """The slips, five to a page. The address stands in the QR code, the code itself in print beside it."""
    content = {"language": language, "heading": heading, "slips": [asdict(one) for one in slips]}
    pictures = {f"qr{place}": ornament.qr_code(one.address) for place, one in enumerate(slips)}
    return typst.compile(
        str(TEMPLATES / "slips.typ"),
        root=str(TEMPLATES),
        font_paths=FONTS,
        sys_inputs={
            "data": json.dumps(printable(content), ensure_ascii=False),
            "mark": ornament.MARK,
            **pictures,
        },
        pdf_standards=["a-3a", "ua-1"],
        timestamp=at.astimezone(UTC).replace(microsecond=0),
        format="pdf",
    )
