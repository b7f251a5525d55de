"""What guards may know of a case about foreign learning; what is None has not been recorded."""

from __future__ import annotations

from dataclasses import dataclass

from tanym.core.kernel.faults import Fault


@dataclass(frozen=True, slots=True)
class ForeignCase:
    """Lines, items and forms of recognition stand as codes.

    `route_here`: whether the route that a person chose leads through this procedure. `form_faults`: what is wrong with
    the form in which a result is proposed.
    """

    purpose: str | None = None
    route_here: bool | None = None
    issuer_asked: bool | None = None
    heard: bool | None = None  # without documents, two evaluators have held the interview
    status_known: bool | None = None
    unchecked: frozenset[str] | None = None  # items whose authenticity nobody has looked into
    answers_left: frozenset[str] | None = None  # lines of elements and criteria without an answer
    statement: str | None = None
    form_faults: tuple[Fault, ...] | None = None
    forms_left: frozenset[str] | None = None  # forms of recognition that nobody has answered for
    obstacle_missing: bool | None = None  # of a refusal for a difference
    anything_recognised: bool | None = None
    conditions_left: int | None = None  # of a conditional recognition, not yet confirmed as met
    condition_shown: bool | None = None  # the applicant has put something for one, and nobody has answered
