"""What a person types for a fact or a value of a type, and how what a pack writes is shown for editing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules.reading import OWN_UNITS, Units, read_value
from tanym.core.rules.toml import inline, read_toml
from tanym.core.rules.types import ValueType

YES = frozenset({"yes", "true", "да", "иә"})
NO = frozenset({"no", "false", "нет", "жоқ"})

_WHOLE = re.compile(r"[0-9]{1,13}")
_BROKEN = re.compile(r"[0-9]{1,13}[.,][0-9]{1,9}")
_AMOUNT = re.compile(r"([0-9]{1,9}(?:[.,][0-9]{1,9})?)\s*([^\s0-9.,].*)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_SPAN = re.compile(r"(\S*)\s*(?:\.\.|–|—)\s*(\S*)")
_PAIR = re.compile(r"(.+?)\s*(?:->|→)\s*(.+)")
_LANGUAGE = re.compile(r"([a-z]{2,3}):\s?(.*)")


def read_typed(kind: ValueType, text: str, units: Units = OWN_UNITS) -> Any:
    """What a pack writes for the text that a person typed.

    Lists take one element a line; numbers by code `practice: 20 hour`; pairs `a -> b`; bands
    `A; 95; 100; points = 4.0`; an interval `2026-01-01 .. 2026-12-31`, either end open; a matrix is TOML on one line.
    A comma is read as a decimal point. Raises `InvalidValue` with the codes of `read_value`.
    """
    raw = _READERS[kind](text.replace("\r\n", "\n"))
    read_value(kind, raw, units)
    return raw


def editable(kind: ValueType, raw: object) -> str:
    """The text that `read_typed` reads as this raw form; "" for None, and TOML where the raw form is none of the type."""
    if raw is None:
        return ""
    try:
        return _WRITERS[kind](raw)
    except (TypeError, AttributeError, KeyError, ValueError):
        return inline(raw)


def number_and_unit(raw: object) -> tuple[str, str]:
    """The two fields of an amount: `"30 academic-hour"` → `("30", "academic-hour")`; minutes without a unit are minutes."""
    if isinstance(raw, str):
        number, _, unit = raw.partition(" ")
        return number, unit
    return ("", "") if raw is None else (_number_text(raw), "minute")


def _number(text: str) -> int | Decimal | str:
    text = text.strip()
    if _WHOLE.fullmatch(text):
        return int(text)
    return Decimal(text.replace(",", ".")) if _BROKEN.fullmatch(text) else text


def _number_text(raw: Any) -> str:
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        raise TypeError(raw)
    return f"{raw:f}" if isinstance(raw, Decimal) else str(raw)


def _amount(text: str) -> int | Decimal | str:
    """A number, or a number with its unit; without a space between them, too."""
    written = _AMOUNT.fullmatch(text.strip())
    if written is None or not written[2]:
        return _number(text)
    return f"{written[1].replace(',', '.')} {' '.join(written[2].split())}"


def _amount_text(raw: Any) -> str:
    return raw if isinstance(raw, str) else _number_text(raw)


def _day(text: str) -> date | str:
    text = text.strip()
    iso, dotted = _ISO.fullmatch(text), _DOTTED.fullmatch(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if dotted:
            return date(int(dotted[3]), int(dotted[2]), int(dotted[1]))
    except ValueError:
        pass
    return text


def _boolean(text: str) -> bool | str:
    word = text.strip().casefold()
    return True if word in YES else False if word in NO else text


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _lines_text(raw: Any) -> str:
    return "\n".join(_text(one) for one in _listed(raw))


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise TypeError(raw)
    return raw


def _listed(raw: Any) -> Iterable[Any]:
    if not isinstance(raw, list | tuple):
        raise TypeError(raw)
    return raw


def _by_code(text: str) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for line in _lines(text):
        code, colon, amount = line.rpartition(":")
        if not colon or not code.strip() or code.strip() in result:
            raise InvalidValue("value.line", line=line[:80])
        result[code.strip()] = _amount(amount)
    return result


def _by_code_text(raw: Any) -> str:
    return "\n".join(f"{code}: {_amount_text(amount)}" for code, amount in raw.items())


def _by_language(text: str) -> dict[str, str]:
    result: dict[str, str] = {}
    language = ""
    for line in text.strip("\n").split("\n"):
        if begun := _LANGUAGE.fullmatch(line):
            language = begun[1]
            result[language] = begun[2]
        elif language:
            result[language] += f"\n{line}"
        elif line.strip():
            raise InvalidValue("value.line", line=line[:80])
    return result


def _by_language_text(raw: Any) -> str:
    return "\n".join(f"{language}: {_text(one)}" for language, one in raw.items())


def _interval(text: str) -> object:
    written = _SPAN.fullmatch(text.strip())
    if written is None:
        return text
    ends = {"from": _day(written[1]), "until": _day(written[2])}
    return {name: day for name, day in ends.items() if day != ""}


def _interval_text(raw: Any) -> str:
    ends = [raw[name].isoformat() if name in raw else "" for name in ("from", "until")]
    return " .. ".join(ends).strip(" ") if all(ends) else "..".join(ends)


def _pairs(text: str) -> list[list[str]]:
    result = []
    for line in _lines(text):
        written = _PAIR.fullmatch(line)
        if written is None:
            raise InvalidValue("value.line", line=line[:80])
        result.append([written[1], written[2]])
    return result


def _pairs_text(raw: Any) -> str:
    return "\n".join(f"{_text(one)} -> {_text(other)}" for one, other in _listed(raw))


def _bands(text: str) -> list[dict[str, Any]]:
    result = []
    for line in _lines(text):
        parts = [part.strip() for part in line.split(";")]
        if len(parts) < 3:
            raise InvalidValue("value.line", line=line[:80])
        band: dict[str, Any] = {"code": parts[0], "from": _number(parts[1]), "to": _number(parts[2])}
        for part in parts[3:]:
            name, equals, one = (piece.strip() for piece in part.partition("="))
            if not equals or not name or name in band:
                raise InvalidValue("value.line", line=line[:80])
            band[name] = one[1:-1] if len(one) > 1 and one[0] == one[-1] == '"' else _number(one)
        result.append(band)
    return result


def _bands_text(raw: Any) -> str:
    return "\n".join(
        "; ".join(
            [
                *(_band_part(band[name]) for name in ("code", "from", "to")),
                *(
                    f"{name} = {_band_rest(one)}"
                    for name, one in band.items()
                    if name not in ("code", "from", "to")
                ),
            ]
        )
        for band in _listed(raw)
    )


def _band_part(one: Any) -> str:
    return one if isinstance(one, str) else _number_text(one)


def _band_rest(one: Any) -> str:
    """A text that would be read as a number, or that bears quotes, stands in quotes."""
    if not isinstance(one, str):
        return _number_text(one)
    return f'"{one}"' if not isinstance(_number(one), str) or one[:1] == '"' or one != one.strip() else one


def _toml(text: str) -> Any:
    try:
        return read_toml(f"value = {text.strip()}")["value"]
    except ValueError as wrong:
        raise InvalidValue("value.line", line=text.strip()[:80]) from wrong


_READERS: Mapping[ValueType, Callable[[str], object]] = {
    ValueType.INTEGER: _number,
    ValueType.MINUTES: _amount,
    ValueType.CREDITS: _number,
    ValueType.PERCENT: _number,
    ValueType.DATE: _day,
    ValueType.BOOLEAN: _boolean,
    ValueType.CODE: str.strip,
    ValueType.TEXT: str,
    ValueType.CODES: _lines,
    ValueType.PEOPLE: _lines,
    ValueType.PHRASES: _lines,
    ValueType.TEXT_BY_LANGUAGE: _by_language,
    ValueType.MINUTES_BY_CODE: _by_code,
    ValueType.NUMBER_BY_CODE: _by_code,
    ValueType.INTERVAL: _interval,
    ValueType.MATRIX: _toml,
    ValueType.PAIRS: _pairs,
    ValueType.PERIOD: lambda text: str(_amount(text)),
    ValueType.SHARE: lambda text: "".join(text.split()),
    ValueType.BANDS: _bands,
}
_WRITERS: Mapping[ValueType, Callable[[Any], str]] = {
    ValueType.INTEGER: _number_text,
    ValueType.MINUTES: _amount_text,
    ValueType.CREDITS: _number_text,
    ValueType.PERCENT: _number_text,
    ValueType.DATE: lambda raw: str(raw.isoformat()),
    ValueType.BOOLEAN: lambda raw: "yes" if raw else "no",
    ValueType.CODE: _text,
    ValueType.TEXT: _text,
    ValueType.CODES: _lines_text,
    ValueType.PEOPLE: _lines_text,
    ValueType.PHRASES: _lines_text,
    ValueType.TEXT_BY_LANGUAGE: _by_language_text,
    ValueType.MINUTES_BY_CODE: _by_code_text,
    ValueType.NUMBER_BY_CODE: _by_code_text,
    ValueType.INTERVAL: _interval_text,
    ValueType.MATRIX: inline,
    ValueType.PAIRS: _pairs_text,
    ValueType.PERIOD: _text,
    ValueType.SHARE: _text,
    ValueType.BANDS: _bands_text,
}
