"""Values of a pack: a name, a type, a direction, and dated entries of which one is in force on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from tanym.core.rules.citations import Citation
from tanym.core.rules.forms import Form
from tanym.core.rules.rule import read_days


class Dated(Protocol):
    """Anything that holds from `since` to the day before `until`."""

    @property
    def since(self) -> date: ...
    @property
    def until(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


def in_force(entries: Iterable[D], on: date) -> D | None:
    """Of the entries that hold on the day, the one with the latest `since`."""
    holding = [one for one in entries if one.since <= on and (one.until is None or on < one.until)]
    return max(holding, key=lambda one: one.since, default=None)


@dataclass(frozen=True, slots=True)
class DatedValue:
    """`raw` is what the law writes ("30 academic-hour"); `loosen_to` is how far a lower layer may loosen it."""

    since: date
    until: date | None
    raw: object
    loosen_to: object
    cites: tuple[Citation, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ValueEntry:
    """What one pack says of a value. Type, direction and words come from the highest layer that names it."""

    name: str
    pack: str
    type: str
    tighter: str
    words: Mapping[str, str]
    dated: tuple[DatedValue, ...]
    note: str = ""


def read_value_entry(name: str, form: Form) -> ValueEntry:
    """The entry that `[value."name"]` writes, faults noted."""
    kind, tighter, words, note = form.text("type"), form.text("tighter"), form.words(), form.text("note")
    dated = tuple(found for one in form.listed("dated") if (found := _read_dated(one)))
    days = [one.since for one in dated]
    for day in sorted({day for day in days if days.count(day) > 1}):
        form.fault("value.same-day", since=day)
    form.end()
    return ValueEntry(name, form.pack, kind, tighter, words, dated, note)


def _read_dated(form: Form) -> DatedValue | None:
    since, until = read_days(form)
    if not form.has("value"):
        form.fault("form.missing", name="value")
    raw, loosen_to = form.raw("value"), form.raw("loosen_to")
    cites, note = form.cites(), form.text("note")
    form.end()
    return DatedValue(since, until, raw, loosen_to, cites, note) if since else None
