"""Values as a form sends them: a number and its unit, a list one a line. What cannot be read stays as it was typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules.typed_text import editable, number_and_unit, read_typed
from tanym.core.rules.types import BY_CODE, HUNDREDTHS, ValueType

WITH_UNIT = frozenset({ValueType.MINUTES, ValueType.PERIOD})
LISTS = frozenset({ValueType.CODES, ValueType.PEOPLE, ValueType.PHRASES})
LONG = (
    LISTS
    | BY_CODE
    | {ValueType.PAIRS, ValueType.BANDS, ValueType.MATRIX, ValueType.TEXT_BY_LANGUAGE, ValueType.TEXT}
)
NUMBERS = HUNDREDTHS | {ValueType.INTEGER}


def number(text: str) -> object:
    """A whole number; the text itself where it is none, and the checker says so."""
    return read(ValueType.INTEGER, text)


def day(text: str) -> Any:
    """A day, or the text itself where it is none."""
    return read(ValueType.DATE, text)


def read(kind: ValueType | None, text: str, unit: str = "", units: Mapping[str, int] | None = None) -> object:
    """What a pack writes for a text of this type; a text that is none stays as it is, and the checker says so."""
    written = f"{text.strip()} {unit}".strip() if unit else text.strip()
    if kind is None:
        return written
    try:
        return read_typed(kind, written, units or {})
    except InvalidValue:
        return written


def shown(kind: ValueType | None, raw: object) -> tuple[str, str]:
    """The text and the unit under which a form shows what a pack writes."""
    if kind in WITH_UNIT and not isinstance(raw, date):
        return number_and_unit(raw)
    if kind is None or isinstance(raw, str):
        return ("" if raw is None else str(raw)), ""
    return editable(kind, raw), ""
