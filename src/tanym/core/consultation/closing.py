"""What stands in the way of closing a consultation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tanym.core.consultation.period import Stage
from tanym.core.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class Standing:
    """What the record shows of a consultation on a day."""

    stage: Stage
    ends: date
    held: int  # contributions that no moderator has looked at
    unanswered: int  # published ones without an answer
    proposals: int = 0  # of groups, that no plenary has settled


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing to do before closing."""

    code: str
    count: int = 0


def obstacles(of: Standing, *, early: str = "") -> tuple[Obstacle, ...]:
    """Everything that stands in the way, what can be done first first.

    A consultation ends when its period does; before that only for a reason that is published (`early`).
    The law of it: every contribution gets a reasoned answer (rule PO-03).
    """
    found = []
    if of.stage is Stage.CLOSED:
        found.append(Obstacle("consultation.closed"))
    if of.stage in (Stage.OPEN, Stage.ANNOUNCED) and not early.strip():
        found.append(Obstacle("consultation.period-runs"))
    if of.held:
        found.append(Obstacle("consultation.held", of.held))
    if of.unanswered:
        found.append(Obstacle("consultation.unanswered", of.unanswered))
    if of.proposals:
        found.append(Obstacle("consultation.unsettled", of.proposals))
    return tuple(found)


def require_closable(of: Standing, *, early: str = "") -> None:
    """Raise `Refused` with the first obstacle: `consultation.closed`, `consultation.period-runs`, `consultation.held`,
    `consultation.unanswered`, `consultation.unsettled`."""
    for one in obstacles(of, early=early):
        raise Refused(one.code, count=one.count, ends=of.ends.isoformat())
