"""Moments as credentials write them: a date-time with its zone (XML Schema dateTimeStamp)."""

from __future__ import annotations

import re
from datetime import MAXYEAR, UTC, date, datetime, timedelta

from tanym.core.kernel.errors import InvalidValue

_STAMP = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,100}))?(Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)",
    re.ASCII,
)
_LATEST = datetime.max.replace(tzinfo=UTC)

_DAY = re.compile(r"^(\d{4}-\d\d-\d\d)(T|\Z)", re.ASCII)


def moment(text: object, code: str = "credential.date-malformed", **details: object) -> datetime:
    """The moment that a dateTimeStamp names, in UTC; raises `InvalidValue(code)` for any other form.

    24:00:00 is the beginning of the next day (XML Schema 1.1, part 2, 3.3.7); a moment after the year 9999 counts as its end.
    """
    found = _STAMP.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise InvalidValue(code, **details)
    zone = "+00:00" if found[8] == "Z" else found[8]
    fraction = (found[7] or "")[:6].ljust(6, "0")
    hour, full = (
        found[4],
        (found[4], found[5], found[6]) == ("24", "00", "00") and not (found[7] or "").strip("0"),
    )
    try:
        stamp = f"{found[1]}-{found[2]}-{found[3]}T{'00' if full else hour}:{found[5]}:{found[6]}.{fraction}{zone}"
        read = datetime.fromisoformat(stamp)
    except ValueError:
        raise InvalidValue(code, **details) from None
    try:
        return (read + timedelta(days=full)).astimezone(UTC)
    except OverflowError:
        if read.year == MAXYEAR:
            return _LATEST
        raise InvalidValue(code, **details) from None


def from_seconds(value: object, code: str = "credential.date-malformed") -> datetime:
    """The moment of a NumericDate (RFC 7519, 2); raises `InvalidValue(code)` for anything but a number of our era."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 253_402_300_800:
        raise InvalidValue(code)
    return datetime.fromtimestamp(value, UTC)


def stamp(at: datetime) -> str:
    """The moment to the second, in the zone that it was given in, so that its day stays the day of its place.

    Raises `ValueError` for a time without a zone.
    """
    if at.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def day(text: object) -> date | None:
    """The day of a date or dateTimeStamp as it was written; None for anything else."""
    found = _DAY.match(text) if isinstance(text, str) else None
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
