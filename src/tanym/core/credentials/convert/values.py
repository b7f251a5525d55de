"""Values as foreign files write them, read without guessing: numbers, durations, lists that may be single."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from tanym.core.credentials.moments import day, moment
from tanym.core.credentials.structure import listed
from tanym.core.kernel.errors import InvalidValue

_HOURS = re.compile(r"^PT(?:(\d{1,6})H)?(?:(\d{1,6})M)?\Z")
_WHOLE = re.compile(r"^(\d{1,9})(?:\.0+)?\Z")


def nodes(value: object) -> Iterator[Mapping[str, Any]]:
    """The objects of a member that may hold one or many."""
    return (one for one in listed(value) if isinstance(one, Mapping))


def text(value: object) -> str:
    """Trimmed text; empty for anything else."""
    return value.strip() if isinstance(value, str) else ""


def whole(value: object) -> int | None:
    """A whole number, written as text or as a number; None for anything else."""
    if isinstance(value, bool):
        return None
    found = _WHOLE.match(str(value).strip()) if isinstance(value, (str, int, float)) else None
    return int(found[1]) if found else None


def number(value: str) -> int | None:
    """A level of one digit; None for anything else."""
    return int(value) if len(value) == 1 and value.isdigit() else None


def hundredths(value: object) -> int | None:
    """An amount of credits in hundredths; None for what is no such amount."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    try:
        amount = Decimal(str(value).strip()) * 100
    except InvalidOperation:
        return None
    return int(amount) if amount.is_finite() and 0 <= amount < 10**9 and amount == int(amount) else None


def moment_of(value: object) -> datetime | None:
    """The moment of a dateTimeStamp in its own zone, or the start of a day in UTC; None for anything else."""
    try:
        moment(value)
        return datetime.fromisoformat(str(value)).replace(microsecond=0)
    except (InvalidValue, ValueError):
        found = day(value) if isinstance(value, str) and len(value) == 10 else None
        return datetime(found.year, found.month, found.day, tzinfo=UTC) if found else None


def minutes(value: object) -> int | None:
    """The minutes of an ISO 8601 duration in hours and minutes; months and years are no amount of work."""
    found = _HOURS.match(value) if isinstance(value, str) and value != "PT" else None
    return int(found[1] or 0) * 60 + int(found[2] or 0) if found else None
