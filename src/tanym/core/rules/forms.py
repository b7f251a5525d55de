"""Reading the tables of a pack file leniently: what is wrong becomes a fault with its place, the rest is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.faults import Fault
from tanym.core.rules.citations import Citation, read_citation

Named = TypeVar("Named", bound=StrEnum)
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
"""Ids of packs, rules, values, facts, sources and units."""


@dataclass(slots=True)
class Form:
    """One table of a file. Each getter notes what was asked for; `end` reports what nobody asked for."""

    table: Mapping[str, Any]
    place: str
    pack: str
    faults: list[Fault]
    asked: set[str] = field(default_factory=set)

    def fault(self, code: str, **details: object) -> None:
        self.faults.append(Fault(code, self.place, details))

    def raw(self, name: str) -> object:
        """Whatever stands there; None where nothing does."""
        self.asked.add(name)
        return self.table.get(name)

    def has(self, name: str) -> bool:
        self.asked.add(name)
        return name in self.table

    def text(self, name: str, *, required: bool = False) -> str:
        found = self.raw(name)
        if isinstance(found, str) and (found.strip() or not required):
            return found
        self._absent_or_wrong(name, found, required)
        return ""

    def name(self, name: str) -> str:
        """A required text in the form of an id."""
        found = self.text(name, required=True)
        if found and NAME.fullmatch(found) is None:
            self.fault("form.type", name=name)
            return ""
        return found

    def choice(self, name: str, names: type[Named], *, required: bool = False) -> Named | None:
        found = self.raw(name)
        if isinstance(found, str) and found in set(names):
            return names(found)
        self._absent_or_wrong(name, found, required)
        return None

    def day(self, name: str, *, required: bool = False) -> date | None:
        found = self.raw(name)
        if isinstance(found, date) and not isinstance(found, datetime):
            return found
        self._absent_or_wrong(name, found, required)
        return None

    def number(self, name: str, default: int) -> int:
        found = self.raw(name)
        if isinstance(found, int) and not isinstance(found, bool):
            return found
        self._absent_or_wrong(name, found, required=False)
        return default

    def flag(self, name: str, default: bool) -> bool:
        found = self.raw(name)
        if isinstance(found, bool):
            return found
        self._absent_or_wrong(name, found, required=False)
        return default

    def texts(self, name: str) -> tuple[str, ...]:
        found = self.raw(name)
        if isinstance(found, list | tuple) and all(isinstance(one, str) for one in found):
            return tuple(found)
        self._absent_or_wrong(name, found, required=False)
        return ()

    def words(self, name: str = "words") -> Mapping[str, str]:
        """Texts by language; that all languages are there is the checker's question."""
        found = self.raw(name)
        if isinstance(found, Mapping) and all(isinstance(one, str) for one in found.values()):
            return dict(found)
        self._absent_or_wrong(name, found, required=False)
        return {}

    def cites(self) -> tuple[Citation, ...]:
        """The citations of an entry that must have some."""
        result: list[Citation] = []
        written = self.texts("cites")
        if not written:
            self.fault("cite.missing")
        for text in written:
            try:
                result.append(read_citation(text, self.pack))
            except InvalidValue as wrong:
                self.fault(wrong.code, **wrong.details)
        return tuple(result)

    def below(self, name: str, place: str | None = None) -> Form:
        """The table of that name, empty where there is none."""
        found = self.raw(name)
        if not isinstance(found, Mapping):
            self._absent_or_wrong(name, found, required=False)
            found = {}
        return Form(found, place or f"{self.place} {name}", self.pack, self.faults)

    def named(self, name: str) -> Iterator[tuple[str, Form]]:
        """The tables `[name.x]`, each with its name."""
        for key, table in self.below(name).table.items():
            place = f"{self.place} {name} {key}"
            if NAME.fullmatch(key) is None or not isinstance(table, Mapping):
                self.faults.append(Fault("form.type", place, {"name": key}))
                continue
            yield key, Form(table, place, self.pack, self.faults)

    def listed(self, name: str, called: str = "") -> Iterator[Form]:
        """The tables `[[name]]`, in order; `called` names the member by which a place is told."""
        found = self.raw(name)
        if not isinstance(found, Sequence) or isinstance(found, str):
            self._absent_or_wrong(name, found, required=False)
            return
        for position, table in enumerate(found, start=1):
            if not isinstance(table, Mapping):
                self.faults.append(Fault("form.type", f"{self.place} {name} {position}", {"name": name}))
                continue
            label = table.get(called) if called else None
            shown = label if isinstance(label, str) else str(position)
            yield Form(table, f"{self.place} {name} {shown}", self.pack, self.faults)

    def end(self) -> None:
        """Report every entry that nobody asked for: a misspelt name must not pass in silence."""
        for name in sorted(set(self.table) - self.asked):
            self.fault("form.unknown-entry", name=name)

    def _absent_or_wrong(self, name: str, found: object, required: bool) -> None:
        if found is not None:
            self.fault("form.type", name=name)
        elif required:
            self.fault("form.missing", name=name)
