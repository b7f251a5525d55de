"""A fault in written data (a pack, a procedure, a design file): what is wrong, where, with which details."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a checker found; it is shown beside the entry that caused it.

    `code` is stable (packs.md, section 5) and its sentence stands in the catalogue of words; `place` names the
    entry (`"kz: rule MQ-06, must 1"`); `details` fill the places of the sentence.
    """

    code: str
    place: str
    details: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in sorted(self.details.items()))
        return f"{self.place}: {self.code}" + (f" ({shown})" if shown else "")
