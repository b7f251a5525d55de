"""Writes days and meetings as a calendar that every calendar program reads (iCalendar, RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from tanym.core.kernel.errors import InvalidValue

LONGEST = 75
"""Octets of a line without its end (RFC 5545, section 3.1)."""

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One whole day of the calendar. `uid` stays the same for the same thing, so that a new file replaces the old day."""

    uid: str
    day: date
    summary: str
    description: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """From one aware moment to another, at a place; `uid` as that of an entry."""

    uid: str
    begins: datetime
    ends: datetime
    summary: str
    where: str = ""
    description: str = ""
    url: str = ""


def calendar(name: str, entries: Iterable[Entry | Meeting], *, stamp: datetime, language: str) -> bytes:
    """The calendar as bytes in UTF-8, lines folded and ended as the standard asks (sections 3.1, 3.6.1).

    `stamp` is the aware moment at which the entries were read; moments are written in UTC, so every program shows its own
    zone. Raises `InvalidValue("calendar.no-zone")`.
    """
    entries = list(entries)
    moments = [stamp, *(m for one in entries if isinstance(one, Meeting) for m in (one.begins, one.ends))]
    if any(one.tzinfo is None for one in moments):
        raise InvalidValue("calendar.no-zone")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Tanym//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME;LANGUAGE={language}:{_text(name)}",  # RFC 7986, section 5.1
        f"X-WR-CALNAME:{_text(name)}",
    ]
    at = _moment(stamp)
    for one in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_text(one.uid)}",
            f"DTSTAMP:{at}",
            *_when(one),
            f"SUMMARY;LANGUAGE={language}:{_text(one.summary)}",
            *([f"DESCRIPTION;LANGUAGE={language}:{_text(one.description)}"] if one.description else []),
            *([f"URL:{_address(one.url)}"] if one.url else []),
            "END:VEVENT",
        ]
    return b"".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def _when(one: Entry | Meeting) -> list[str]:
    if isinstance(one, Meeting):
        where = [f"LOCATION:{_text(one.where)}"] if one.where else []
        return [f"DTSTART:{_moment(one.begins)}", f"DTEND:{_moment(one.ends)}", *where]
    return [
        f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
        "TRANSP:TRANSPARENT",  # a deadline makes nobody busy
    ]


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    """A value of type TEXT (section 3.3.11)."""
    plain = CONTROLS.sub("", text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return re.sub(r"\r\n?|\n", r"\\n", plain)


def _address(url: str) -> str:
    """A value of type URI: as it is, in one line (section 3.3.13)."""
    return re.sub(r"[\x00-\x20\x7f]", "", url)


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, no character torn; each further piece begins with a space."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        octets = character.encode("utf-8")
        room = LONGEST if not pieces else LONGEST - 1
        if len(piece) + len(octets) > room:
            pieces.append(piece)
            piece = b""
        piece += octets
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
