"""A small picture of a number over time: a band for each layer, a bar for each time in which it says one thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, ROW, TOP, LEFT = 320, 34, 4, 4  # units of the picture
AHEAD = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Bar:
    """One time in which a layer says one thing; `x` and `width` in units of the picture."""

    x: float
    width: float
    text: str
    now: bool

    @property
    def inside(self) -> float:
        """Where its words begin."""
        return self.x + 3


@dataclass(frozen=True, slots=True)
class Band:
    """What one layer says over time; `y` is the top of its words, `bar` that of its bars."""

    name: str
    y: int
    bar: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole picture: bands from the upper layer to the lower, a line for today, the years at its ends."""

    width: int
    height: int
    today: float
    first: int
    last: int
    bands: tuple[Band, ...]


def timeline(
    rows: Iterable[tuple[str, Iterable[tuple[date, date | None, str]]]], on: date
) -> Timeline | None:
    """The picture of `(layer, (since, until, shown) …)`; None where nothing ever changes: a table says it all."""
    layers = [(name, sorted(entries)) for name, entries in rows]
    starts = [since for _, entries in layers for since, _, _ in entries]
    if len(starts) < 2:
        return None
    begin, end = min(starts), max(max(starts), on) + AHEAD
    days = (end - begin).days

    def place(day: date) -> float:
        return round(LEFT + (WIDTH - 2 * LEFT) * (day - begin).days / days, 1)

    bands = []
    for number, (name, entries) in enumerate(layers):
        bars = []
        for here, (since, until, shown) in enumerate(entries):
            following = entries[here + 1][0] if here + 1 < len(entries) else None
            stop = min((one for one in (until, following) if one), default=end)
            bars.append(
                Bar(place(since), round(max(place(stop) - place(since), 1), 1), shown, since <= on < stop)
            )
        y = TOP + number * ROW
        bands.append(Band(name, y + 11, y + 16, tuple(bars)))
    return Timeline(WIDTH, TOP + len(bands) * ROW + 18, place(on), begin.year, end.year, tuple(bands))
