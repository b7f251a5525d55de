"""A commission as its room shows it: seats, votes, quorum, signatures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tanym.apps.accounts.queries import by_public_id
from tanym.apps.recognition.casefile import commission_of, minutes_of, sitting_of, vote_on
from tanym.apps.recognition.models import Commission, RecognitionCase, Seat
from tanym.apps.recognition.pinning import Record, of, state_of
from tanym.core.procedures.commission import Vote, has_majority, is_quorate
from tanym.rulepacks.procedures import quorum


@dataclass(frozen=True, slots=True)
class ShownSeat:
    """A member with what they said of the result in the minutes."""

    seat: Seat
    vote: Vote | None

    @property
    def mark(self) -> str:
        """The shape of the vote for a result; a vote on an appeal is neither good nor bad news."""
        return {
            "recognise": "yes",
            "recognise-in-part": "part",
            "refuse": "no",
            "uphold": "todo",
            "reverse": "todo",
            "remit": "todo",
        }.get(self.seat.vote, "none")


@dataclass(frozen=True, slots=True)
class Room:
    """A commission as its room shows it."""

    commission: Commission
    seats: tuple[ShownSeat, ...]
    deciding: int
    quorate: bool
    carried: bool
    votes: Mapping[str, int]
    agreed: bool  # some result has its majority, whatever the minutes say
    chair: Any
    signed: frozenset[str]

    @property
    def unvoted(self) -> tuple[Seat, ...]:
        """Who is present and has said nothing yet."""
        return tuple(one.seat for one in self.seats if one.seat.state == "present" and not one.seat.vote)

    @property
    def out(self) -> tuple[ShownSeat, ...]:
        """Who stepped aside or is absent."""
        return tuple(one for one in self.seats if one.seat.state != "present")


def room(record: Record) -> Room | None:
    """The commission of a case or the second panel of an appeal; None while nobody is seated."""
    commission = commission_of(record)
    if commission is None:
        return None
    proposed = commission.draft.get("result")
    seats = list(commission.seats.select_related("person"))
    sitting = sitting_of(commission)
    proceeding = of(record)
    share = quorum(proceeding.stack, proceeding.procedure)
    votes: dict[str, int] = {}
    for one in seats:
        if one.vote:
            votes[one.vote] = votes.get(one.vote, 0) + 1
    chairing = state_of(record).people.get(
        "chair" if isinstance(record, RecognitionCase) else "appeal-chair", ()
    )
    return Room(
        commission=commission,
        seats=tuple(
            ShownSeat(one, vote_on(one.vote, proposed) if one.vote and proposed else None) for one in seats
        ),
        deciding=len(sitting.deciding),
        quorate=bool(share and is_quorate(sitting, share)),
        carried=bool(proposed) and has_majority(sitting),
        votes=votes,
        agreed=any(number * 2 > len(sitting.deciding) for number in votes.values()),
        chair=by_public_id(chairing[0]) if chairing else None,
        signed=_signed(record, commission),
    )


def _signed(record: Record, commission: Commission) -> frozenset[str]:
    return frozenset(minutes_of(record, commission).signatures) if commission.draft else frozenset()
