"""How a plenary settles the proposal of a group: adopts it, amends it, or leaves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tanym.core.kernel.errors import InvalidValue

MOST_VOTES = 10_000


class Settled(StrEnum):
    """What the plenary did."""

    ADOPTED = "adopted"
    AMENDED = "amended"
    LEFT = "left"


class How(StrEnum):
    """By what it was agreed."""

    CONSENSUS = "consensus"
    VOTE = "vote"


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes of a plenary. Raises `InvalidValue("consultation.votes")` for what cannot be counted."""

    yes: int = 0
    no: int = 0
    abstained: int = 0

    def __post_init__(self) -> None:
        if not all(0 <= one <= MOST_VOTES for one in (self.yes, self.no, self.abstained)):
            raise InvalidValue("consultation.votes")

    @property
    def carried(self) -> bool:
        """More for it than against it."""
        return self.yes > self.no


def check_adoption(
    settled: Settled, how: How, votes: Tally, texts: Mapping[str, str], *, proposed: str, reason: str
) -> None:
    """Raise `InvalidValue` for a decision of the plenary that does not hold together.

    Codes: `consultation.recommendation-empty`, `consultation.not-carried` (a vote that has no majority adopts nothing),
    `consultation.amended-alike` (amended, yet word for word the proposal), `consultation.left-without-reason`.
    """
    if settled is Settled.LEFT:
        if not reason.strip():
            raise InvalidValue("consultation.left-without-reason")
        return
    if not any(text.strip() for text in texts.values()):
        raise InvalidValue("consultation.recommendation-empty")
    if how is How.VOTE and not votes.carried:
        raise InvalidValue("consultation.not-carried", yes=votes.yes, no=votes.no)
    if settled is Settled.AMENDED and proposed.strip() in {text.strip() for text in texts.values()}:
        raise InvalidValue("consultation.amended-alike")
