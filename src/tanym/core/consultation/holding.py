"""What is held for a moderator before anybody sees it. Nothing is thrown away by a machine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

MOST_LINKS = 2
"""Links in one contribution from which on a person looks at it first; a figure of our own."""
LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)


class Held(StrEnum):
    """Why a contribution waits for a moderator."""

    TRAP = "trap"  # a field was filled in that no person sees
    LINKS = "links"
    REPEATED = "repeated"  # the same person has said just this before
    FIRST = "first"  # nothing of this person was ever published


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known when a contribution comes in; `known` is somebody who works at an organisation of the platform."""

    text: str
    trap: str = ""
    repeated: bool = False
    published_before: int = 0
    known: bool = False


def held(given: Circumstances) -> tuple[Held, ...]:
    """Why it is held; nothing: it is published at once."""
    found = []
    if given.trap.strip():
        found.append(Held.TRAP)
    if len(LINK.findall(given.text)) > MOST_LINKS:
        found.append(Held.LINKS)
    if given.repeated:
        found.append(Held.REPEATED)
    if not given.known and given.published_before == 0:
        found.append(Held.FIRST)
    return tuple(found)
