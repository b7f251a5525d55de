"""Reading what packs and cases write ("30 academic-hour", 1.5, "2/3") into typed values, exactly."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import Any

from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.periods import Period
from tanym.core.rules.types import NUMBERS, Band, Cell, Interval, Typed, ValueType

Units = Mapping[str, int]
"""Minutes behind each unit of work that a pack declares; minute and hour belong to the engine."""

OWN_UNITS: Units = {"minute": 1, "hour": 60}
LARGEST = 10**12
_FINEST = 30  # decimal places that are worth reading at all

_AMOUNT = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?) ([a-z][a-z-]*)")
_SHARE = re.compile(r"([0-9]{1,4})/([0-9]{1,4})")
_CODE = re.compile(r"[^\x00-\x1f\x7f]{1,200}")


def read_value(kind: ValueType, raw: object, units: Units = OWN_UNITS) -> Typed:
    """The typed value of what a pack, a case or an attestation writes.

    Nothing is rounded: a fact finer than a hundredth or a part of a minute is a fault. Raises `InvalidValue` with
    `value.type`, `value.unit`, `value.period`, `value.too-fine`, `value.part-of-a-minute`,
    `value.ends-before-start` or `bands.gap-or-overlap`.
    """
    return _READERS[kind](raw, units)


def _wrong(raw: object, kind: ValueType) -> InvalidValue:
    return InvalidValue("value.type", type=str(kind), given=_shown(raw))


def _shown(raw: object) -> str:
    return str(raw)[:80]


def _whole(raw: object, kind: ValueType) -> int:
    if isinstance(raw, Decimal) and _in_range(raw) and raw == raw.to_integral_value():
        raw = int(raw)
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= LARGEST:
        raise _wrong(raw, kind)
    return raw


def _in_range(raw: Decimal) -> bool:
    return raw.is_finite() and 0 <= raw <= LARGEST


def _exact(raw: Decimal) -> Fraction:
    exponent = raw.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_FINEST:
        raise InvalidValue("value.too-fine", given=_shown(raw))
    return Fraction(raw)


def _integer(raw: object, units: Units) -> int:
    return _whole(raw, ValueType.INTEGER)


def _hundredths(kind: ValueType) -> Callable[[object, Units], int]:
    def read(raw: object, units: Units) -> int:
        if isinstance(raw, Decimal) and _in_range(raw):
            exact = _exact(raw) * 100
            if exact.denominator != 1:
                raise InvalidValue("value.too-fine", given=_shown(raw))
            return exact.numerator
        return _whole(raw, kind) * 100

    return read


def _minutes(raw: object, units: Units) -> int:
    if not isinstance(raw, str):
        if isinstance(raw, Decimal) and _in_range(raw) and raw != raw.to_integral_value():
            raise InvalidValue("value.part-of-a-minute", given=_shown(raw))
        return _whole(raw, ValueType.MINUTES)
    written = _AMOUNT.fullmatch(raw)
    if written is None:
        raise _wrong(raw, ValueType.MINUTES)
    known = {**units, **OWN_UNITS}
    if written[2] not in known:
        raise InvalidValue("value.unit", unit=written[2])
    exact = Fraction(written[1]) * known[written[2]]
    if exact.denominator != 1:
        raise InvalidValue("value.part-of-a-minute", given=_shown(raw))
    return exact.numerator


def _date(raw: object, units: Units) -> date:
    if not isinstance(raw, date) or isinstance(raw, datetime):
        raise _wrong(raw, ValueType.DATE)
    return raw


def _boolean(raw: object, units: Units) -> bool:
    if not isinstance(raw, bool):
        raise _wrong(raw, ValueType.BOOLEAN)
    return raw


def _code(raw: object, units: Units) -> str:
    if not isinstance(raw, str) or not (raw == "" or _CODE.fullmatch(raw)):
        raise _wrong(raw, ValueType.CODE)
    return raw


def _text(raw: object, units: Units) -> str:
    if not isinstance(raw, str):
        raise _wrong(raw, ValueType.TEXT)
    return raw


def _list(raw: object, kind: ValueType) -> list[object]:
    if not isinstance(raw, list | tuple | set | frozenset):
        raise _wrong(raw, kind)
    return list(raw)


def _set(kind: ValueType) -> Callable[[object, Units], frozenset[str]]:
    def read(raw: object, units: Units) -> frozenset[str]:
        return frozenset(_code(one, units) for one in _list(raw, kind))

    return read


def _phrases(raw: object, units: Units) -> tuple[str, ...]:
    found = [_text(one, units) for one in _list(raw, ValueType.PHRASES)]
    if not all(one.strip() for one in found):
        raise _wrong(raw, ValueType.PHRASES)
    return tuple(sorted(set(found)))


def _table(raw: object, kind: ValueType) -> Mapping[str, object]:
    if type(raw) is dict and set(map(type, raw)) == _ONLY_TEXT:
        return raw
    if not isinstance(raw, Mapping) or not all(isinstance(name, str) for name in raw):
        raise _wrong(raw, kind)
    return raw


_ONLY_TEXT = {str}


def _by_language(raw: object, units: Units) -> Mapping[str, str]:
    table = _table(raw, ValueType.TEXT_BY_LANGUAGE)
    if set(map(type, table.values())) == _ONLY_TEXT:
        return dict(table)  # type: ignore[arg-type]  # texts alone, as nearly always
    return {name: _text(one, units) for name, one in table.items()}


def _minutes_by_code(raw: object, units: Units) -> Mapping[str, int]:
    return {name: _minutes(one, units) for name, one in _table(raw, ValueType.MINUTES_BY_CODE).items()}


def _number_by_code(raw: object, units: Units) -> Mapping[str, int]:
    return {name: _integer(one, units) for name, one in _table(raw, ValueType.NUMBER_BY_CODE).items()}


def _interval(raw: object, units: Units) -> Interval:
    if isinstance(raw, Interval):
        return raw
    table = _table(raw, ValueType.INTERVAL)
    if not table or not set(table) <= {"from", "until"}:
        raise _wrong(raw, ValueType.INTERVAL)
    ends = {name: _date(one, units) for name, one in table.items() if one is not None}
    return Interval(ends.get("from"), ends.get("until"))


def _matrix(raw: object, units: Units) -> Mapping[str, tuple[Cell, ...]]:
    if type(raw) is dict and _texts_alone(raw):
        return {row: tuple(map(dict, cells)) for row, cells in raw.items()}
    result: dict[str, tuple[Cell, ...]] = {}
    for row, cells in _table(raw, ValueType.MATRIX).items():
        result[row] = tuple(_cell(one) for one in _list(cells, ValueType.MATRIX))
    return result


def _texts_alone(raw: dict[Any, Any]) -> bool:
    """Whether a matrix holds lists of tables of texts and nothing else, as most do: found without looking at each by itself."""
    if set(map(type, raw)) != _ONLY_TEXT or set(map(type, raw.values())) != {list}:
        return False
    cells = list(chain.from_iterable(raw.values()))
    if set(map(type, cells)) != {dict}:
        return False
    parts = chain(chain.from_iterable(cells), chain.from_iterable(map(dict.values, cells)))
    return set(map(type, parts)) == _ONLY_TEXT


_OF_A_CELL = (str, int, date)


def _cell(raw: object) -> Cell:
    table = _table(raw, ValueType.MATRIX)
    cell: dict[str, str | int | bool | date] = {}
    for name, one in table.items():
        if one is None:
            continue
        if type(one) is not str and (not isinstance(one, _OF_A_CELL) or isinstance(one, datetime)):
            raise _wrong(one, ValueType.MATRIX)
        cell[name] = one
    return cell


def _pairs(raw: object, units: Units) -> tuple[tuple[str, str], ...]:
    found: set[tuple[str, str]] = set()
    for one in _list(raw, ValueType.PAIRS):
        if not isinstance(one, list | tuple) or len(one) != 2:
            raise _wrong(raw, ValueType.PAIRS)
        found.add((_code(one[0], units), _code(one[1], units)))
    return tuple(sorted(found))


def _period(raw: object, units: Units) -> Period:
    if isinstance(raw, Period):
        return raw
    if not isinstance(raw, str):
        raise _wrong(raw, ValueType.PERIOD)
    return Period.read(raw)


def _share(raw: object, units: Units) -> Fraction:
    if isinstance(raw, Fraction):
        return raw
    written = _SHARE.fullmatch(raw) if isinstance(raw, str) else None
    if written is None or int(written[2]) == 0 or int(written[1]) > int(written[2]):
        raise _wrong(raw, ValueType.SHARE)
    return Fraction(int(written[1]), int(written[2]))


def _bands(raw: object, units: Units) -> tuple[Band, ...]:
    bands = sorted((_band(one, units) for one in _list(raw, ValueType.BANDS)), key=lambda band: band.lowest)
    expected = 0
    for band in bands:
        if band.lowest != expected or band.highest < band.lowest:
            raise InvalidValue("bands.gap-or-overlap", at=expected)
        expected = band.highest + 1
    if expected != 101:
        raise InvalidValue("bands.gap-or-overlap", at=expected)
    return tuple(bands)


def _band(raw: object, units: Units) -> Band:
    if isinstance(raw, Band):
        return raw
    table = _table(raw, ValueType.BANDS)
    if not {"code", "from", "to"} <= set(table):
        raise _wrong(raw, ValueType.BANDS)
    rest: dict[str, str | int | Decimal] = {}
    for name in sorted(set(table) - {"code", "from", "to"}):
        one = table[name]
        if not isinstance(one, str | int | Decimal):
            raise _wrong(raw, ValueType.BANDS)
        rest[name] = one
    return Band(
        _code(table["code"], units), _integer(table["from"], units), _integer(table["to"], units), rest
    )


_READERS: Mapping[ValueType, Callable[[object, Units], Typed]] = {
    ValueType.INTEGER: _integer,
    ValueType.MINUTES: _minutes,
    ValueType.CREDITS: _hundredths(ValueType.CREDITS),
    ValueType.PERCENT: _hundredths(ValueType.PERCENT),
    ValueType.DATE: _date,
    ValueType.BOOLEAN: _boolean,
    ValueType.CODE: _code,
    ValueType.TEXT: _text,
    ValueType.CODES: _set(ValueType.CODES),
    ValueType.PEOPLE: _set(ValueType.PEOPLE),
    ValueType.PHRASES: _phrases,
    ValueType.TEXT_BY_LANGUAGE: _by_language,
    ValueType.MINUTES_BY_CODE: _minutes_by_code,
    ValueType.NUMBER_BY_CODE: _number_by_code,
    ValueType.INTERVAL: _interval,
    ValueType.MATRIX: _matrix,
    ValueType.PAIRS: _pairs,
    ValueType.PERIOD: _period,
    ValueType.SHARE: _share,
    ValueType.BANDS: _bands,
}


def _number(kind: ValueType) -> Callable[[object], Typed]:
    def admitted(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST:
            raise _wrong(value, kind)
        return value

    return admitted


def _other(kind: ValueType) -> Callable[[object], Typed]:
    read = _READERS[kind]
    return lambda value: read(value, OWN_UNITS)


_ADMITTING: Mapping[ValueType, Callable[[object], Typed]] = {
    kind: _number(kind) if kind in NUMBERS else _other(kind) for kind in ValueType
}


def admit(kind: ValueType, value: object) -> Typed:
    """A value that code has computed, checked against its type (hundredths stay hundredths, minutes minutes).

    Lists become sets or tuples. Raises `InvalidValue("value.type")`.
    """
    return _ADMITTING[kind](value)


def admitting(kind: ValueType) -> Callable[[object], Typed]:
    """`admit` for many values of one type."""
    return _ADMITTING[kind]
