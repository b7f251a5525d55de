"""Where the act of an award stands in the public log: said in `evidence`, with no term of our own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tanym.core.credentials.structure import listed

GENRE = "transparency-log"
_ADDRESS = re.compile(r"(https?://[^\s?#]{1,200}/log)/entries/([1-9][0-9]{0,17})/([0-9a-f-]{36})")


@dataclass(frozen=True, slots=True)
class LogPlace:
    """The entry of the award's act: the address of the log, the number of the act, the identifier of the award.

    Whoever has the credential knows the identifier, and so may see the act itself at that address.
    """

    log: str
    number: int
    award: str

    @property
    def address(self) -> str:
        """The lasting address of the entry with its proof."""
        return f"{self.log}/entries/{self.number}/{self.award}"

    def evidence(self) -> dict[str, Any]:
        """The entry as evidence of a credential (Open Badges 3.0, `Evidence`: its `id` is where it is found)."""
        return {
            "id": self.address,
            "type": ["Evidence"],
            "name": f"Entry no. {self.number} of the public log",
            "genre": GENRE,
        }


def is_log_place(evidence: object) -> bool:
    """Whether this evidence names an entry of a log, and not something that the holder showed."""
    return isinstance(evidence, Mapping) and evidence.get("genre") == GENRE


def place_in_log(credential: Mapping[str, Any]) -> LogPlace | None:
    """The entry that a credential names; None where it names none in this form."""
    for one in listed(credential.get("evidence")):
        found = _ADDRESS.fullmatch(str(one.get("id", ""))) if is_log_place(one) else None
        if found is not None:
            return LogPlace(found[1], int(found[2]), found[3])
    return None
