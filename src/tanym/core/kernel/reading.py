"""Reads frozen dataclasses from plain documents (TOML, JSON) and writes them back; each fault has its place.

The types of the members say the form: a text by language, a date, a whole number, a list, a part. Forms that no
type can say stand in the member's metadata: `MINUTES` (amounts of work), `HUNDREDTHS` (credits), `LONG` (more
than one line) and so on.
"""

from __future__ import annotations

import re
import types
import typing
import unicodedata
from collections.abc import Hashable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, TypeVar

from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.faults import Fault

MINUTES: Mapping[str, str] = {"form": "minutes"}
HUNDREDTHS: Mapping[str, str] = {"form": "hundredths"}
PERCENT: Mapping[str, str] = {"form": "percent"}
IDENTIFIER: Mapping[str, str] = {"form": "identifier"}
LONG: Mapping[str, str] = {"form": "long"}
ANYTHING: Mapping[str, str] = {"form": "anything"}

UNITS: Mapping[str, int] = {"minute": 1, "hour": 60, "academic-hour": 50}
"""Minutes in each unit; the academic hour is Kazakhstan's (Order 152, p. 23), others come from a stack of packs."""

LONGEST_TEXT = 20_000
LONGEST_LINE = 200
LONGEST_LIST = 200
LARGEST_NUMBER = 10**9
MOST_FAULTS = 500

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
IDENTIFIER_FORM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
AMOUNT = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,6})?) ([a-z-]{1,40})")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

T = TypeVar("T")


class InvalidDocument(InvalidValue):
    """A document whose form is wrong; `faults` holds all that was found, each with its place and the detail `found`."""

    def __init__(self, code: str, faults: tuple[Fault, ...]) -> None:
        first = faults[0]
        super().__init__(code, count=len(faults), place=first.place, first=first.code)
        self.faults = faults


class Reader:
    """One reading of a document; collects faults instead of stopping at the first."""

    def __init__(self, prefix: str, units: Mapping[str, int]) -> None:
        self.prefix = prefix
        self.units = units
        self.faults: list[Fault] = []

    def fault(self, name: str, place: str, found: object = "") -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(f"{self.prefix}.{name}", place, {"found": str(found)[:200]}))

    def part(self, cls: Any, value: object, place: str) -> Any:
        """The dataclass `cls` that a table holds; None (and faults) where it cannot be built."""
        if not isinstance(value, Mapping):
            self.fault("wrong-type", place, _kind(value))
            return None
        members = _members(cls)
        at = f"{place}." if place else ""
        for name in value:
            if not isinstance(name, str) or name not in members:
                self.fault("unknown-member", f"{at}{name}", name)
        before = len(self.faults)
        given: dict[str, Any] = {}
        for name, (member, hint) in members.items():
            if value.get(name) is not None:
                given[name] = self.member(member, hint, value[name], f"{at}{name}")
            elif member.default is MISSING and member.default_factory is MISSING:
                self.fault("missing-member", f"{at}{name}", name)
        return cls(**given) if len(self.faults) == before else None

    def member(self, member: Field[Any], hint: Any, value: object, place: str) -> Any:
        form = member.metadata.get("form")
        if form == "anything":
            return self.anything(value, place)
        if form == "long":
            return self.text(value, place)
        if form == "identifier":
            return self.identifier(value, place)
        if form == "hundredths":
            return self.hundredths(value, place)
        if form == "percent":
            return self.percent(value, place)
        if form == "minutes":
            if typing.get_origin(hint) is None:
                return self.minutes(value, place)
            return self.table(value, place, self.minutes)
        return self.plain(hint, value, place)

    def plain(self, hint: Any, value: object, place: str) -> Any:
        """A value whose type says its form."""
        if hint is str:
            return self.line(value, place)
        if hint is bool:
            return self.expect(bool, value, place)
        if hint is int:
            return self.whole(value, place)
        if hint is date:
            return self.day(value, place)
        if isinstance(hint, type) and is_dataclass(hint):
            return self.part(hint, value, place)
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
        if origin is tuple:
            return self.sequence(arguments[0], value, place)
        assert origin is Mapping  # the only other form: a text by language
        return self.texts(value, place)

    def expect(self, kind: type[T], value: object, place: str) -> T | None:
        if isinstance(value, kind):
            return value
        self.fault("wrong-type", place, _kind(value))
        return None

    def text(self, value: object, place: str) -> str | None:
        words = self.expect(str, value, place)
        if words is None:
            return None
        if len(words) > LONGEST_TEXT:
            self.fault("too-long", place, len(words))
        elif found := FORBIDDEN.search(words):
            self.fault("forbidden-character", place, f"U+{ord(found[0]):04X}")
        else:
            return unicodedata.normalize("NFC", words)
        return None

    def line(self, value: object, place: str) -> str | None:
        """A code or a name: one line, not long."""
        words = self.text(value, place)
        if words is not None and (
            len(words) > LONGEST_LINE or "\n" in words or "\r" in words or "\t" in words
        ):
            self.fault("not-one-line", place, len(words))
            return None
        return words

    def identifier(self, value: object, place: str) -> str | None:
        words = self.text(value, place)
        if words is not None and not IDENTIFIER_FORM.fullmatch(words):
            self.fault("identifier-form", place, words)
        return words

    def texts(self, value: object, place: str) -> dict[str, str]:
        """A text by language."""
        table = self.table(value, place, self.text)
        for language in table:
            if not LANGUAGE.fullmatch(language):
                self.fault("unknown-language", f"{place}.{language}", language)
        return table

    def table(
        self, value: object, place: str, read: typing.Callable[[object, str], T | None]
    ) -> dict[str, T]:
        if not isinstance(value, Mapping):
            self.fault("wrong-type", place, _kind(value))
            return {}
        if len(value) > LONGEST_LIST:
            self.fault("too-many", place, len(value))
            return {}
        read_values = {
            str(name): read(inner, f"{place}.{name}") for name, inner in value.items() if inner is not None
        }
        return {name: inner for name, inner in read_values.items() if inner is not None}

    def sequence(self, hint: Any, value: object, place: str) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            self.fault("wrong-type", place, _kind(value))
            return ()
        if len(value) > LONGEST_LIST:
            self.fault("too-many", place, len(value))
            return ()
        return tuple(self.plain(hint, inner, f"{place}[{i}]") for i, inner in enumerate(value))

    def day(self, value: object, place: str) -> date | None:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if isinstance(value, str):
            try:
                return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                self.fault("no-date", place, value)
                return None
        self.fault("wrong-type", place, _kind(value))
        return None

    def number(self, value: object, place: str) -> Decimal | None:
        """An exact number; a float of JSON counts as the shortest decimal that reads as it."""
        if isinstance(value, int | float | Decimal | str) and not isinstance(value, bool):
            try:
                result = Decimal(str(value)) if len(str(value)) <= 40 else Decimal("NaN")
            except (InvalidOperation, ValueError):
                result = Decimal("NaN")
            if result.is_finite() and abs(result) <= LARGEST_NUMBER:
                return result
            self.fault("no-number", place, value)
            return None
        self.fault("wrong-type", place, _kind(value))
        return None

    def whole(self, value: object, place: str) -> int | None:
        if isinstance(value, str):
            self.fault("wrong-type", place, _kind(value))
            return None
        number = self.number(value, place)
        if number is None:
            return None
        if number != int(number):
            self.fault("not-whole", place, value)
        elif number < 0:
            self.fault("negative", place, value)
        else:
            return int(number)
        return None

    def percent(self, value: object, place: str) -> int | None:
        number = self.whole(value, place)
        if number is not None and number > 100:
            self.fault("above-hundred", place, number)
            return None
        return number

    def hundredths(self, value: object, place: str) -> int | None:
        """Credits in hundredths; finer is a fault, not a rounding."""
        number = self.number(value, place)
        if number is None:
            return None
        if number < 0:
            self.fault("negative", place, value)
        elif number * 100 != int(number * 100):
            self.fault("too-fine", place, value)
        else:
            return int(number * 100)
        return None

    def minutes(self, value: object, place: str) -> int | None:
        """Whole minutes, or an amount with its unit ("24 academic-hour"); a part of a minute is a fault."""
        if not isinstance(value, str):
            return self.whole(value, place)
        amount = AMOUNT.fullmatch(value)
        if amount is None:
            self.fault("no-amount", place, value)
        elif amount[2] not in self.units:
            self.fault("unknown-unit", place, amount[2])
        else:
            minutes = Decimal(amount[1]) * self.units[amount[2]]
            if minutes == int(minutes) and minutes <= LARGEST_NUMBER:
                return int(minutes)
            self.fault("part-of-a-minute" if minutes != int(minutes) else "no-number", place, value)
        return None

    def anything(self, value: object, place: str) -> Any:
        """What a fact may be: text, number, yes or no, date as text, or a list of texts."""
        if isinstance(value, bool):
            return value
        if isinstance(value, list | tuple):
            return self.sequence(str, value, place)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        if isinstance(value, str):
            return self.text(value, place)
        return self.whole(value, place)


def read(
    cls: type[T], value: object, *, prefix: str, units: Mapping[str, int] = UNITS
) -> tuple[T | None, tuple[Fault, ...]]:
    """The dataclass that a document holds and every fault of form; codes begin with `prefix`."""
    reader = Reader(prefix, units)
    result = reader.part(cls, value, "")
    return (None if reader.faults else result), tuple(reader.faults)


def write(value: object, form: str | None = None) -> Any:
    """Plain JSON data of a dataclass; members that stand at their default are left out."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [write(inner) for inner in value]
    if isinstance(value, Mapping):
        return dict(value)
    if is_dataclass(value) and not isinstance(value, type):
        written = {}
        for member in fields(value):
            inner = getattr(value, member.name)
            if inner != _default(member):
                written[member.name] = write(inner, member.metadata.get("form"))
        return written
    if form == "hundredths" and isinstance(value, int):
        return value // 100 if value % 100 == 0 else value / 100
    return value


@cache
def _members(cls: Hashable) -> Mapping[str, tuple[Field[Any], Any]]:
    assert isinstance(cls, type)
    hints = typing.get_type_hints(cls)
    return {member.name: (member, _bare(hints[member.name])) for member in fields(cls)}


def _bare(hint: Any) -> Any:
    """The type without `| None`: what is missing is not read at all."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return next(inner for inner in typing.get_args(hint) if inner is not type(None))
    return hint


def _default(member: Field[Any]) -> object:
    if member.default_factory is not MISSING:
        return member.default_factory()
    return member.default


def _kind(value: object) -> str:
    """What was found instead, as a code that the catalogue has words for."""
    kinds = (
        (bool, "yes-or-no"),
        (Mapping, "table"),
        (list | tuple, "list"),
        (str, "text"),
        (int | float | Decimal, "number"),
    )
    return next((f"kind.{name}" for kind, name in kinds if isinstance(value, kind)), "kind.other")
