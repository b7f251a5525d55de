"""Readers of the cells of a spreadsheet: each gives the value of a text, or says what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from tanym.core.kernel.errors import InvalidValue

Read = Callable[[str], Any]
"""The value of a cell's text; raises an error of the house whose code is shown at the cell."""

LONGEST = 2000
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_EMAIL = re.compile(r"[^@\s,;<>\"']{1,64}@[^@\s,;<>\"']+\.[^@\s,;<>\".']{2,}")
_DAYS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"),
)
_LOST = re.compile(r"[^\W\d_]\?[^\W\d_]|\N{REPLACEMENT CHARACTER}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def text(most: int = LONGEST) -> Read:
    """A text of at most so many characters, without needless spaces."""

    def read(given: str) -> str:
        clean = " ".join(unicodedata.normalize("NFC", given).split())
        if len(clean) > most:
            raise InvalidValue("cell.too-long", most=most, length=len(clean))
        if _LOST.search(clean):
            raise InvalidValue("cell.lost-letters")
        if _CONTROL.search(clean):
            raise InvalidValue("cell.control-character")
        return clean

    return read


def code(most: int = 60) -> Read:
    """A code: small Latin letters, digits and hyphens."""

    def read(given: str) -> str:
        if len(given) > most:
            raise InvalidValue("cell.too-long", most=most, length=len(given))
        if not _CODE.fullmatch(given):
            raise InvalidValue("cell.code")
        return given

    return read


def choice(
    *codes: str, words: Mapping[str, str] | Callable[[], Mapping[str, str]] | None = None, of: str = ""
) -> Read:
    """One of these codes, or the words for one of them (word in small letters → code).

    `of` is what stands before the codes in the catalogue of words, so that the reader is told the words.
    """

    def read(given: str) -> str:
        known = words() if callable(words) else words or {}
        plain = " ".join(given.casefold().split())
        found = plain if plain in codes else known.get(plain)
        if found not in codes:
            raise InvalidValue("cell.choice", choices=", ".join(codes), of=of)
        return str(found)

    return read


def day() -> Read:
    """A day, as 2026-09-01 or 01.09.2026."""

    def read(given: str) -> date:
        for form in _DAYS:
            if found := form.fullmatch(given):
                try:
                    return date(int(found["y"]), int(found["m"]), int(found["d"]))
                except ValueError:
                    break
        raise InvalidValue("cell.day")

    return read


def whole(least: int = 0, most: int = 10**9) -> Read:
    """A whole number between two others, both included."""

    def read(given: str) -> int:
        plain = re.sub(r"[\s\u00a0]", "", given)
        if not re.fullmatch(r"-?[0-9]{1,12}", plain) or not least <= int(plain) <= most:
            raise InvalidValue("cell.whole", least=least, most=most)
        return int(plain)

    return read


def email() -> Read:
    """An address of e-mail."""

    def read(given: str) -> str:
        if len(given) > 200 or not _EMAIL.fullmatch(given):
            raise InvalidValue("cell.email")
        return given

    return read


def web() -> Read:
    """An address of the web; one without https:// gets it."""

    def read(given: str) -> str:
        whole = given if "://" in given else f"https://{given}"
        try:
            parts = urlsplit(whole)
            host = parts.hostname or ""
        except ValueError:
            host, parts = "", urlsplit("")
        if (
            parts.scheme not in ("http", "https")
            or "." not in host
            or re.search(r"[\s\"'<>]", whole)
            or len(whole) > 200
        ):
            raise InvalidValue("cell.web")
        return whole

    return read


def codes(read_one: Read) -> Read:
    """Several values in one cell, with commas or semicolons between them."""

    def read(given: str) -> tuple[Any, ...]:
        return tuple(read_one(one.strip()) for one in re.split(r"[,;]", given) if one.strip())

    return read
