"""Citations: which source says it, where, and how well it was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tanym.core.kernel.errors import InvalidValue


class Mark(StrEnum):
    """How a source was read; it limits what a rule or number may do (packs.md, section 3)."""

    VERIFIED = "V"  # read
    OWN = "O"  # own decision of an institution
    SECONDARY = "S"  # read in a secondary source
    EXAMPLE = "E"  # invented, an example
    UNREAD = "U"  # not read

    @property
    def firm(self) -> bool:
        """Whether it may block: V and O do; the others warn at most."""
        return self in (Mark.VERIFIED, Mark.OWN)

    @property
    def rank(self) -> int:
        """0 is the best evidence."""
        return _RANKS[self]


_RANKS = {Mark.VERIFIED: 0, Mark.OWN: 1, Mark.SECONDARY: 2, Mark.EXAMPLE: 3, Mark.UNREAD: 4}
_FORM = re.compile(r"([a-z0-9][a-z0-9.-]*),[ ]?([^\[\]\x00-\x1f]*?)[ ]?\[([VOSUE])\]")
_OURS = re.compile(r"\b(?:our|ours)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Citation:
    """`source` is an id in the `sources.toml` of `pack`; `place` is the paragraph, article or page."""

    source: str
    place: str
    mark: Mark
    pack: str = ""

    @property
    def own_figure(self) -> bool:
        """Whether the place admits that the figure is of our own making, which no source can then verify."""
        return bool(_OURS.search(self.place))

    def __str__(self) -> str:
        return f"{self.source}, {self.place}{' ' if self.place else ''}[{self.mark}]"


def read_citation(text: object, pack: str = "") -> Citation:
    """The citation that `"source-id, place [mark]"` writes. Raises `InvalidValue("cite.form")`.

    Only a source that nobody has read (U) may be cited without a place.
    """
    written = _FORM.fullmatch(text) if isinstance(text, str) else None
    if written is None or (not written[2].strip() and written[3] != Mark.UNREAD):
        raise InvalidValue("cite.form", text=str(text)[:120])
    return Citation(written[1], written[2].strip(), Mark(written[3]), pack)


def best(citations: Iterable[Citation]) -> Mark:
    """The best mark among the citations; U where there is none."""
    return min((one.mark for one in citations), key=lambda mark: mark.rank, default=Mark.UNREAD)


@dataclass(frozen=True, slots=True)
class Source:
    """An act, guidance, practice or decision that a pack cites. `taken_from` names the pack that describes it.

    `title` is the title in the language of the text itself; `words` what readers of other languages call it.
    """

    id: str
    pack: str
    kind: str = ""
    title: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    on: date | None = None
    version_read: date | None = None
    still_valid_on: date | None = None
    repealed: date | None = None
    note: str = ""
    taken_from: str = ""
