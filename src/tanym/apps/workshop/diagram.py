"""The picture of a procedure: its stages in rows from the first to the ends, its steps as arrows; drawn from the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tanym.core.procedures.table import SAME_STAGE

WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN = 166, 48, 24, 44, 26
LINE = 18  # characters of a line in a box


@dataclass(frozen=True, slots=True)
class Box:
    """A stage: where it stands and its words in at most two lines."""

    name: str
    x: int
    y: int
    lines: tuple[str, ...]
    start: bool
    end: bool

    @property
    def middle(self) -> int:
        return self.x + WIDTH // 2

    @property
    def first_line(self) -> int:
        """Where the first line of words stands."""
        return self.y + (HEIGHT // 2 + 5 if len(self.lines) == 1 else HEIGHT // 2 - 4)

    @property
    def second_line(self) -> int:
        return self.first_line + 17


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that the page draws."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[str, ...]
    box_width: int = WIDTH
    box_height: int = HEIGHT


def picture(table: Mapping[str, Any], words: Mapping[str, str]) -> Picture:
    """The picture of a procedure's table, sound or not; `words` are the names of its stages."""
    far = ranks(table)
    moves = list(dict.fromkeys(_moves(table, set(far))))
    start = str(_table(table.get("procedure")).get("start", ""))
    rows: dict[int, list[str]] = {}
    for name, rank in sorted(far.items(), key=lambda one: bool(_table(table["stage"][one[0]]).get("end"))):
        rows.setdefault(rank, []).append(name)
    widest = max((len(row) for row in rows.values()), default=1)
    width = widest * (WIDTH + GAP_X) - GAP_X + 2 * MARGIN + 40
    boxes: dict[str, Box] = {}
    for number, rank in enumerate(sorted(rows)):
        row = rows[rank]
        left = MARGIN + (width - 40 - 2 * MARGIN - len(row) * (WIDTH + GAP_X) + GAP_X) // 2
        for at, name in enumerate(row):
            stage = _table(table["stage"][name])
            boxes[name] = Box(
                name,
                left + at * (WIDTH + GAP_X),
                MARGIN + number * (HEIGHT + GAP_Y),
                _lines(words.get(name, name)),
                name == start,
                bool(stage.get("end")),
            )
    height = MARGIN * 2 + len(rows) * (HEIGHT + GAP_Y) - GAP_Y
    arrows = tuple(_arrow(boxes[a], boxes[b], width) for a, b in moves if a != b)
    return Picture(width, max(height, HEIGHT), tuple(boxes.values()), arrows)


def ranks(table: Mapping[str, Any]) -> dict[str, int]:
    """How many steps each stage is away from the first one; what cannot be reached comes last."""
    stages = [name for name, row in _table(table.get("stage")).items() if isinstance(row, Mapping)]
    moves = _moves(table, set(stages))
    start = str(_table(table.get("procedure")).get("start", ""))
    found = {start: 0} if start in stages else {}
    reached = list(found)
    while reached:
        here = reached.pop(0)
        for a, b in moves:
            if a == here and b not in found:
                found[b] = found[here] + 1
                reached.append(b)
    for name in found:  # an end stands below everything that leads to it
        if _table(table["stage"][name]).get("end"):
            found[name] = max((found[a] for a, b in moves if b == name and a in found), default=0) + 1
    last = max(found.values(), default=-1) + 1
    return {name: found.get(name, last) for name in stages}


def _moves(table: Mapping[str, Any], stages: set[str]) -> list[tuple[str, str]]:
    found = []
    for row in table.get("step", ()):
        row = _table(row)
        target = row.get("to")
        for origin in row.get("from", ()) if isinstance(row.get("from"), list | tuple) else ():
            goal = origin if target == SAME_STAGE else target
            if origin in stages and goal in stages:
                found.append((str(origin), str(goal)))
    return found


def _lines(text: str) -> tuple[str, ...]:
    if len(text) <= LINE:
        return (text,)
    first, rest = "", text.split()
    while rest and len(first) + len(rest[0]) < LINE:
        first = f"{first} {rest.pop(0)}".strip()
    if not first:
        first, rest = rest[0][: LINE - 1] + "…", rest[1:]
    second = " ".join(rest)
    return (
        (first, second if len(second) <= LINE else f"{second[: LINE - 1].rstrip()}…") if second else (first,)
    )


def _arrow(a: Box, b: Box, width: int) -> str:
    """A line from one box to another: straight to the next row, else around on the right."""
    if 0 < b.y - a.y <= HEIGHT + GAP_Y:
        x1, y1, x2, y2 = a.middle, a.y + HEIGHT, b.middle, b.y
        bend = (y2 - y1) // 2
        return f"M{x1} {y1}C{x1} {y1 + bend} {x2} {y2 - bend} {x2} {y2}"
    out = min(width - 4, max(a.x, b.x) + WIDTH + 40)
    y1, y2 = a.y + HEIGHT // 2, b.y + HEIGHT // 2
    return f"M{a.x + WIDTH} {y1}C{out} {y1} {out} {y2} {b.x + WIDTH} {y2}"


def _table(found: Any) -> Mapping[str, Any]:
    return found if isinstance(found, Mapping) else {}
