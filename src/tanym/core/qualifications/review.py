"""How a design is reviewed: by how many and before whom, what a sheet has to hold, and which step follows a signed sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from tanym.core.kernel.faults import Fault

FIRST, SECOND, COMMITTEE = "review", "second-review", "committee"
"""Stages of the procedure of approval in which somebody judges."""

ALWAYS, FIRST_OF_PROVIDER, LEVEL, CREDITS = "always", "first-of-provider", "level", "credits"
"""When a second reviewer or the committee is asked for: codes of `approval.second-when` and `approval.committee-when`."""


class Recommendation(StrEnum):
    """What a reviewer recommends, or a member of the committee votes for: the step that would follow."""

    APPROVE = "approve"
    CONDITIONS = "approve-with-conditions"
    RETURN = "return-with-remarks"
    REFUSE = "refuse"

    @property
    def approves(self) -> bool:
        """Whether the design would be published."""
        return self in (Recommendation.APPROVE, Recommendation.CONDITIONS)


class Judgement(StrEnum):
    """What a person finds on a criterion."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not-met"


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement on a criterion; what is not plainly met needs a note."""

    judgement: Judgement
    note: str = ""

    @property
    def complete(self) -> bool:
        """Whether nothing is left to say."""
        return self.judgement is Judgement.MET or bool(self.note.strip())


@dataclass(frozen=True, slots=True)
class Route:
    """The way of one submission: it is fixed when the design is submitted, so that nobody changes it under way.

    `because` names what asked for more than one reviewer: `second.level`, `committee.first-of-provider` …
    """

    reviewers: int = 1
    committee: bool = False
    sheet: bool = False
    blind: bool = False
    because: tuple[str, ...] = ()


def route(value: Callable[[str], Any], *, level: int | None, credits: int | None, first: bool) -> Route:
    """The way of a design by the values of the packs (`value` gives None where no pack speaks).

    `credits` are hundredths; `first` says that its provider has none approved yet. A level or a volume that is not
    stated asks for nothing.
    """
    because = [f"second.{one}" for one in _asked(value, "second", level, credits, first)]
    if (value("approval.reviewers") or 1) > 1:
        because.insert(0, "second.always")
    before = [f"committee.{one}" for one in _asked(value, "committee", level, credits, first)]
    kind = "committee" if before else "two" if because else "one"
    return Route(
        reviewers=2 if because else 1,
        committee=bool(before),
        sheet=kind in (value("approval.sheet-when") or ()),
        blind=bool(value("approval.blind")),
        because=(*because, *before),
    )


def route_from(data: Mapping[str, Any]) -> Route:
    """The way as `route_data` wrote it; the plain one for a design that was submitted before there were others."""
    return Route(**{**data, "because": tuple(data.get("because", ()))})


def route_data(one: Route) -> dict[str, Any]:
    """The way as plain JSON data."""
    return {**asdict(one), "because": list(one.because)}


def open_criteria(criteria: Iterable[str], judged: Mapping[str, Judged]) -> frozenset[str]:
    """The criteria that a sheet has not judged, or not with the note that the judgement needs."""
    return frozenset(one for one in criteria if one not in judged or not judged[one].complete)


def contradiction(recommendation: Recommendation, judged: Mapping[str, Judged]) -> Fault | None:
    """What a sheet says against its own recommendation; the criterion is the place."""
    for name, one in sorted(judged.items()):
        if one.judgement is Judgement.NOT_MET and recommendation.approves:
            return Fault("review.approves-what-is-not-met", name, {"criterion": name})
        if one.judgement is Judgement.PARTLY and recommendation is Recommendation.APPROVE:
            return Fault("review.approves-what-is-partly-met", name, {"criterion": name})
    return None


def follows(stage: str, recommendation: Recommendation, earlier: Recommendation | None, way: Route) -> str:
    """The step that follows a signed sheet. Nobody but the committee refuses, and it decides where reviewers differ."""
    if stage == FIRST:
        if recommendation is Recommendation.RETURN:
            return Recommendation.RETURN
        if way.reviewers > 1:
            return "recommend"
        return recommendation if recommendation.approves and not way.committee else "refer"
    agreed = recommendation is earlier and recommendation.approves
    return recommendation if agreed and not way.committee else "refer"


def _asked(
    value: Callable[[str], Any], who: str, level: int | None, credits: int | None, first: bool
) -> list[str]:
    when = value(f"approval.{who}-when") or frozenset()
    from_level, from_credits = value(f"approval.{who}-level"), value(f"approval.{who}-credits")
    holds = {
        ALWAYS: True,
        FIRST_OF_PROVIDER: first,
        LEVEL: level is not None and from_level is not None and level >= from_level,
        CREDITS: credits is not None and from_credits is not None and credits >= from_credits,
    }
    return [name for name, held in holds.items() if held and name in when]
