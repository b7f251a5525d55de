"""The published micro-qualifications that are most like a design, with the reasons in the words of both: advice only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.queries import design_of, neighbours_of, published
from tanym.core.matching.likeness import Neighbour, SharedOutcome
from tanym.core.qualifications.design import Design, Text


@dataclass(frozen=True, slots=True)
class Pair:
    """An outcome of the design and the one of the other that is most like it; likeness 0 to 100."""

    own: Text
    other: Text
    likeness: int


@dataclass(frozen=True, slots=True)
class Alike:
    """One of the nearest: its page in the catalogue, how like it is, how like the titles are, which outcomes are."""

    code: str
    titles: Text
    owner: Text
    likeness: int
    title: int | None
    pairs: tuple[Pair, ...]


def alike(version: Version, design: Design, on: date) -> list[Alike]:
    """The three nearest of the catalogue on a day, the most alike first."""
    found = neighbours_of(version, design, on)
    if not found:
        return []
    chosen = published(on).filter(micro_qualification__code__in=[one.name for one in found])
    versions = {one.micro_qualification.code: one for one in chosen.order_by("number")}
    return [_alike(design, one, versions[one.name]) for one in found]


def _alike(design: Design, found: Neighbour, other: Version) -> Alike:
    own = {one.id: one.text for one in design.outcomes}
    others = {one.id: one.text for one in design_of(other).outcomes}

    def pair(shared: SharedOutcome) -> Pair:
        return Pair(own[shared.own], others[shared.other], shared.likeness)

    return Alike(
        code=found.name,
        titles=other.titles,
        owner=other.micro_qualification.owner.names,
        likeness=found.likeness,
        title=found.title,
        pairs=tuple(pair(one) for one in found.shared),
    )
