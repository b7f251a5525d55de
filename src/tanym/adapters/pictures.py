"""Pictures of an award: the pages of its certificate, and the picture of a badge into which the signed file is baked."""

from __future__ import annotations

from typing import Literal

import typst

from tanym.adapters.papers import certificate, ornament
from tanym.adapters.papers.glyphs import FONTS
from tanym.adapters.pdf import TEMPLATES, data
from tanym.core.credentials.record import AwardRecord
from tanym.core.kernel.localized import choose

PAGE_PPI = 80.0
"""Dots an inch: small enough for three languages in one credential, large enough to be read on a screen."""
BADGE_PPI = 72.0
"""480 points make 480 dots: Open Badges asks for a square picture of moderate size."""


def certificate_pictures(
    record: AwardRecord, address: str, number: str, language: str, ppi: float = PAGE_PPI
) -> tuple[bytes, ...]:
    """The pages of the certificate as PNG pictures, for formats that show a document by pictures."""
    content = certificate.content(record, address, number, language, attached=False)
    made = typst.compile(
        str(TEMPLATES / "certificate.typ"),
        root=str(TEMPLATES),
        font_paths=FONTS,
        sys_inputs={"data": data(content), **certificate.drawings(address)},
        timestamp=record.awarded_at.replace(microsecond=0),
        format="png",
        ppi=ppi,
    )
    return tuple(made) if isinstance(made, list) else (made,)


def badge_picture(record: AwardRecord, language: str, form: Literal["png", "svg"]) -> bytes:
    """The picture of a badge, drawn by us: the title and the awarding body, no person."""
    content = {
        "language": language,
        "title": choose(record.titles, language)[0],
        "body": choose(record.awarding.names, language)[0],
    }
    drawings = {"mark": ornament.LIGHT_MARK, "band": ornament.band(8, ornament.GOLD)}
    made = typst.compile(
        str(TEMPLATES / "badge.typ"),
        root=str(TEMPLATES),
        font_paths=FONTS,
        sys_inputs={"data": data(content), **drawings},
        timestamp=record.awarded_at.replace(microsecond=0),
        format=form,
        ppi=BADGE_PPI,
    )
    picture: bytes = made[0] if isinstance(made, list) else made
    return picture
