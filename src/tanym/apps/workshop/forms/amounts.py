"""Values as somebody types them: a number and its unit, a list one a line; and back, exactly."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from tanym.core.rules.toml import write_toml
from tanym.core.rules.types import BY_CODE, ValueType

WITH_UNIT = frozenset({ValueType.MINUTES, ValueType.PERIOD})
LISTS = frozenset({ValueType.CODES, ValueType.PEOPLE, ValueType.PHRASES})
NUMBERS = frozenset({ValueType.INTEGER, ValueType.CREDITS, ValueType.PERCENT})
PERIODS = ("working-day", "day", "month", "year")
_NUMBER = re.compile(r"[0-9]+([.,][0-9]+)?")


def number(text: str) -> object:
    """The number that a text writes, with a point or a comma; the text itself where it writes none."""
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        return text
    try:
        found = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return text
    return int(found) if found == found.to_integral_value() and "." not in str(found) else found


def typed(kind: ValueType | None, text: str, unit: str = "") -> object:
    """What a pack writes for a text of this type; a text that is none stays as it is, and the checker says so."""
    text = text.replace("\r\n", "\n").strip()
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if kind in WITH_UNIT:
        return f"{text.replace(',', '.')} {unit}".strip() if unit else text
    if kind in NUMBERS:
        return number(text)
    if kind in LISTS:
        return lines
    if kind is ValueType.BOOLEAN:
        return {"yes": True, "no": False}.get(text, text)
    if kind is ValueType.DATE:
        return day(text)
    if kind is ValueType.INTERVAL:
        start, _, end = text.partition("–")
        ends = {"from": day(start), "until": day(end)}
        return {name: one for name, one in ends.items() if one != ""}
    if kind is ValueType.PAIRS:
        return [[part.strip() for part in line.split("|")] for line in lines]
    if kind in BY_CODE or kind is ValueType.TEXT_BY_LANGUAGE:
        pairs = (line.partition(":") for line in lines)
        whole = kind is ValueType.NUMBER_BY_CODE
        return {name.strip(): number(one) if whole else one.strip() for name, _, one in pairs}
    if kind in (ValueType.BANDS, ValueType.MATRIX):
        return inline(text)
    return text


def shown(kind: ValueType | None, raw: object) -> tuple[str, str]:
    """The text and the unit under which a form shows what a pack writes: `typed(kind, *shown(kind, raw)) == raw`."""
    if raw is None:
        return "", ""
    if kind in WITH_UNIT and isinstance(raw, str):
        amount, _, unit = raw.partition(" ")
        return amount, unit
    if isinstance(raw, bool):
        return ("yes" if raw else "no"), ""
    if isinstance(raw, date):
        return raw.isoformat(), ""
    if kind in LISTS and isinstance(raw, list | tuple):
        return "\n".join(str(one) for one in raw), ""
    if kind is ValueType.INTERVAL and isinstance(raw, Mapping):
        ends = (raw.get("from"), raw.get("until"))
        return "–".join(one.isoformat() if isinstance(one, date) else "" for one in ends), ""
    if kind is ValueType.PAIRS and isinstance(raw, list | tuple):
        return "\n".join(" | ".join(map(str, one)) for one in raw if isinstance(one, list | tuple)), ""
    if (kind in BY_CODE or kind is ValueType.TEXT_BY_LANGUAGE) and isinstance(raw, Mapping):
        return "\n".join(f"{name}: {one}" for name, one in raw.items()), ""
    if kind in (ValueType.BANDS, ValueType.MATRIX) and not isinstance(raw, str):
        return written(raw), ""
    return str(raw), ""


def day(text: str) -> Any:
    """A day, or the text itself where it is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return text.strip()


def inline(text: str) -> object:
    """What TOML writes after an equals sign; the text itself where it is none. A list may take a line for each row."""
    try:
        return tomllib.loads(f"x = {text}", parse_float=Decimal)["x"]
    except (ValueError, RecursionError):
        return text


def written(raw: object) -> str:
    """A value as TOML writes it after an equals sign, a list with a line for each row."""
    if isinstance(raw, list | tuple) and raw:
        return "[\n" + "".join(f"  {_inline(one)},\n" for one in raw) + "]"
    return _inline(raw)


def _inline(raw: object) -> str:
    line = write_toml({"x": [[raw]]})  # two lists deep, so that a table stands on the line too
    return line.removeprefix("x = [[").removesuffix("]]\n")
