"""What pages show of an edition: its act and evidence, the cards with their paths, levels side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tanym.apps.standards.contents import kind
from tanym.apps.standards.queries import Held
from tanym.core.standards.difference import Difference, difference
from tanym.core.standards.editions import Condition
from tanym.core.standards.framework import Framework
from tanym.core.standards.standard import OccupationalStandard

TAGS = {
    Condition.IN_FORCE: "yes",
    Condition.NOT_YET: "brand",
    Condition.SUPERSEDED: "",
    Condition.WITHDRAWN: "no",
    Condition.EXPIRED: "no",
}


@dataclass(frozen=True, slots=True)
class Line:
    """An edition in a list or at the head of a page."""

    held: Held
    tag: str

    @property
    def page(self) -> str:
        """The name of its address."""
        return kind(self.held.instrument.register).page


def line(held: Held) -> Line:
    """An edition with the look of its condition."""
    return Line(held, TAGS[held.condition])


def lines(found: Sequence[Held]) -> list[Line]:
    """Several."""
    return [line(one) for one in found]


def cards(standard: OccupationalStandard, opened: str = "") -> Iterator[dict[str, Any]]:
    """The cards with the paths of all their parts; `opened` is the path whose function is unfolded."""
    for c, card in enumerate(standard.cards, 1):
        yield {
            "path": f"c{c}",
            "card": card,
            "functions": [
                {
                    "path": f"c{c}.f{f}",
                    "function": function,
                    "open": f"{opened}.".startswith(f"c{c}.f{f}.") or (not opened and c == f == 1),
                    "skills": [
                        {
                            "path": f"c{c}.f{f}.s{s}",
                            "skill": skill,
                            "abilities": _marked(f"c{c}.f{f}.s{s}.a", skill.abilities),
                            "knowledge": _marked(f"c{c}.f{f}.s{s}.k", skill.knowledge),
                        }
                        for s, skill in enumerate(function.skills, 1)
                    ],
                }
                for f, function in enumerate(card.functions, 1)
            ],
        }


def _marked(mark: str, texts: Sequence[Any]) -> list[tuple[str, Any]]:
    return [(f"{mark}{n}", text) for n, text in enumerate(texts, 1)]


def side_by_side(one: Framework, other: Framework | None) -> list[dict[str, Any]]:
    """The levels from the highest down; beside each the level of the other framework that it answers to."""
    rows = []
    for level in sorted(one.levels, key=lambda one: (-one.number, one.sublevel or "")):
        beside = None
        if other is not None:
            stated = [c.other for c in one.answers_to(level.number) if c.framework == other.code]
            stated += [
                c.level for c in other.correspondences if c.framework == one.code and c.other == level.number
            ]
            wanted = stated[0] if stated else level.number
            beside = next((each for each in other.levels if each.number == wanted), None)
        rows.append({"level": level, "beside": beside, "answers": one.answers_to(level.number)})
    return rows


def changes(held: Held) -> tuple[Held, tuple[Difference, ...]] | None:
    """The edition before one, and what differs; None for a first edition."""
    before = held.numbered(held.edition.number - 1)
    return None if before is None else (before, difference(before.content, held.content))
