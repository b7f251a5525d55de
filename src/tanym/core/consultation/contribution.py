"""What a contribution and an answer may hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from tanym.core.consultation.stakeholders import Category
from tanym.core.kernel.errors import InvalidValue

LONGEST_TEXT = 6000
LONGEST_WORDING = 6000
LONGEST_ORGANISATION = 200
LONGEST_ADDRESS = 500
LONGEST_REASON = 4000


class Stance(StrEnum):
    """What the contributor wants of the text."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    AMEND = "amend"
    QUESTION = "question"


class Outcome(StrEnum):
    """What became of a contribution."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    REJECTED = "rejected"
    OUT_OF_SCOPE = "out-of-scope"


CHANGES = frozenset({Outcome.ACCEPTED, Outcome.PARTLY})
"""Outcomes that change the text, so that the answer says where."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a contributor says. Raises `InvalidValue` where nothing is said or too much.

    Codes: `consultation.text-empty`, `consultation.text-too-long`, `consultation.wording-missing` (to amend asks for
    words), `consultation.address`.
    """

    stance: Stance
    text: str
    category: Category
    wording: str = ""
    address: str = ""
    organisation: str = ""

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise InvalidValue("consultation.text-empty")
        for value, most in (
            (self.text, LONGEST_TEXT),
            (self.wording, LONGEST_WORDING),
            (self.organisation, LONGEST_ORGANISATION),
            (self.address, LONGEST_ADDRESS),
        ):
            if len(value) > most:
                raise InvalidValue("consultation.text-too-long", most=most, given=len(value))
        if self.stance is Stance.AMEND and not self.wording.strip():
            raise InvalidValue("consultation.wording-missing")
        if self.address and not _is_address(self.address):
            raise InvalidValue("consultation.address")


def check_answer(outcome: Outcome, reason: str, *, entry: str, same: bool) -> None:
    """Raise `InvalidValue` for an answer that does not say enough.

    Every answer has a reason; one that changes the text names the change (`entry`), unless it says that the draft
    already held it (`same`). Codes: `consultation.reason-empty`, `consultation.text-too-long`,
    `consultation.change-missing`, `consultation.change-of-nothing` (an outcome that changes nothing names a change).
    """
    if not reason.strip():
        raise InvalidValue("consultation.reason-empty")
    if len(reason) > LONGEST_REASON:
        raise InvalidValue("consultation.text-too-long", most=LONGEST_REASON, given=len(reason))
    if outcome in CHANGES and not entry and not same:
        raise InvalidValue("consultation.change-missing")
    if outcome not in CHANGES and entry:
        raise InvalidValue("consultation.change-of-nothing")


def alike(text: str) -> str:
    """What two contributions have in common that say the same: the words without case, marks and spaces."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def _is_address(given: str) -> bool:
    try:
        parts = urlsplit(given)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in given
