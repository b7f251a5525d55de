"""What a person says of a piece of evidence."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from tanym.core.kernel.errors import InvalidValue
from tanym.core.recognition.evidence import EvidenceKind

LONGEST, LONGEST_TEXT = 300, 6000


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of a piece of evidence that is no award of this platform. `minutes` are clock minutes."""

    kind: EvidenceKind
    title: str
    provider: str = ""
    dated: date | None = None
    minutes: int | None = None
    text: str = ""
    joint: bool = False
    own_share: str = ""

    def tidied(self, on: date, *, with_file: bool) -> Given:
        """The same without spaces at the ends.

        Raises `InvalidValue` (`evidence.untitled`, `evidence.no-share` for joint work without the own part (VL-07),
        `evidence.later-than-today`, `evidence.no-content` where there is neither a text nor a file, `evidence.too-long`).
        """
        tidy = Given(
            kind=self.kind,
            title=_line(self.title),
            provider=_line(self.provider),
            dated=self.dated,
            minutes=self.minutes,
            text=self.text.replace("\0", "").strip(),
            joint=self.joint,
            own_share=_line(self.own_share),
        )
        if not tidy.title:
            raise InvalidValue("evidence.untitled")
        if tidy.joint and not tidy.own_share:
            raise InvalidValue("evidence.no-share")
        if tidy.dated and tidy.dated > on:
            raise InvalidValue("evidence.later-than-today")
        if not tidy.text and not with_file:
            raise InvalidValue("evidence.no-content")
        if (
            max(map(len, (tidy.title, tidy.provider, tidy.own_share))) > LONGEST
            or len(tidy.text) > LONGEST_TEXT
        ):
            raise InvalidValue("evidence.too-long")
        return tidy


def _line(text: str) -> str:
    """One line, without signs that show nothing or turn what is read."""
    seen = (" " if one.isspace() else one for one in text)
    return "".join(one for one in seen if unicodedata.category(one) not in ("Cc", "Cf")).strip()
