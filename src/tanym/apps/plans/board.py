"""A plan as its pages show it: the four columns, the line of time, what is late, the rows of the table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tanym.apps.plans import queries
from tanym.apps.plans.content import indicator_of, period_of, terms_of
from tanym.apps.plans.models import ActionItem, ActionPlan
from tanym.core.plans.lateness import Lateness
from tanym.core.plans.status import Status, Verdict
from tanym.core.plans.timeline import WHOLE, Bar, bar, place, ticks

LEFT, ROW, HEAD = 44, 34, 30
"""The line of time as drawing: room for numbers on the left, height of a row, height of the head."""

MARKS = {
    Status.NOT_STARTED: "todo",
    Status.LIMITED: "part",
    Status.SUBSTANTIAL: "part",
    Status.COMPLETED: "yes",
}
"""Status → shape of the interface."""


@dataclass(frozen=True, slots=True)
class Row:
    """An item with what a reader asks of it on a day."""

    item: ActionItem
    late: Lateness
    percent: int | None
    waiting: bool
    mark: str

    @property
    def status_code(self) -> str:
        """The code whose sentence is the status."""
        return f"plans.status.{self.item.status}"


@dataclass(frozen=True, slots=True)
class Column:
    """One of the four steps with the items that stand there."""

    status: str
    code: str
    mark: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """An item on the drawing, in its units: `middle` is the line of its milestones, `filled` the length of what is gone
    of the way to the target."""

    row: Row
    bar: Bar | None
    x: int
    y: int
    middle: int
    filled: int
    milestones: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing: bars, quarters, today, and how large it is."""

    bars: tuple[DrawnBar, ...]
    ticks: tuple[tuple[int, date], ...]
    today: int | None
    width: int
    height: int


def rows(items: Iterable[ActionItem], on: date) -> list[Row]:
    """The items on a day."""
    quiet = queries.silence(on)
    return [_row(item, on, quiet) for item in items]


def _row(item: ActionItem, on: date, quiet: int) -> Row:
    status = Status(item.status)
    return Row(
        item,
        queries.late(item, on, quiet),
        indicator_of(item).percent,
        any(one.verdict == Verdict.WAITING for one in item.reports.all()),
        MARKS[status],
    )


def columns(of: Sequence[Row]) -> list[Column]:
    """The board: the four steps in their order."""
    return [
        Column(
            str(status),
            f"plans.status.{status}",
            MARKS[status],
            tuple(one for one in of if one.item.status == status),
        )
        for status in Status
    ]


def timeline(plan: ActionPlan, of: Sequence[Row], on: date) -> Timeline:
    """Where the items stand on the days of the plan."""
    period = period_of(plan)
    bars = []
    for number, one in enumerate(of):
        y = HEAD + number * ROW
        terms = terms_of(one.item)
        drawn = bar(period, terms)
        reached = tuple(LEFT + at for at in drawn.milestones) if drawn else ()
        filled = (drawn.length * (one.percent or 0) // 100) if drawn else 0
        bars.append(DrawnBar(one, drawn, LEFT + (drawn.start if drawn else 0), y, y + 10, filled, reached))
    return Timeline(
        tuple(bars),
        tuple((LEFT + tick.at, tick.day) for tick in ticks(period)),
        LEFT + place(period, on) if on in period else None,
        LEFT + WHOLE + 16,
        HEAD + len(of) * ROW + 8,
    )
