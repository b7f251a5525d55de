"""Reads JSON from strangers: strictly, with limits, and with one stable code for each way in which it can be wrong."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from tanym.core.kernel.errors import InvalidValue

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 64
MAX_ITEMS = 10_000
LARGEST_INTEGER = 2**53 - 1  # beyond it two readers see two numbers (RFC 7493, 2.2)

# Letters that are none (RFC 7493, 2.1): lone surrogates, which only an escape can write, and the noncharacters.
_NO_LETTERS = re.compile(
    "[\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)
_SIGNS = (
    b"\\u",
    b"\xef",
    b"\xf0",
    b"\xf1",
    b"\xf2",
    b"\xf3",
    b"\xf4",
)  # an escape, or where they begin in UTF-8
_BRACKETS_OR_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


def parse(data: bytes, limit: int = MAX_BYTES) -> Any:
    """The value of one JSON text.

    Stricter than RFC 8259 where readers differ (RFC 7493, I-JSON): UTF-8 without a byte order mark, no member
    name twice, no NaN or Infinity, no lone surrogate, no code point that is no character, no integer that a double
    cannot hold; at most `limit` bytes, `MAX_DEPTH` levels and `MAX_ITEMS` members of one array or object.
    Raises `InvalidValue` with `credential.json-invalid`, `credential.json-duplicate-member`,
    `credential.input-too-large`, `credential.input-too-deep` or `credential.input-array-too-long`.
    """
    if len(data) > limit:
        raise InvalidValue("credential.input-too-large", bytes=len(data), limit=limit)
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_members,
            parse_constant=_no_constant,
            parse_int=_integer,
            parse_float=_double,
        )
    except InvalidValue:
        raise
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        _measure_depth(data)
        raise InvalidValue("credential.json-invalid") from error
    if data.count(b"[") + data.count(b"{") > MAX_DEPTH:  # no more brackets, no more levels
        _check_depth(value)
    # Too many members need as many commas; letters that are none begin as few others do.
    if data.count(b",") >= MAX_ITEMS or any(sign in data for sign in _SIGNS):
        _check_content(value)
    return value


def parse_object(data: bytes) -> dict[str, Any]:
    """The JSON object of one text; `credential.json-invalid` where it is something else."""
    value = parse(data)
    if not isinstance(value, dict):
        raise InvalidValue("credential.json-invalid")
    return value


def _measure_depth(data: bytes) -> None:
    depth = 0
    for token in _BRACKETS_OR_STRING.finditer(data):
        mark = token.group()[:1]
        if mark in b"[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise InvalidValue("credential.input-too-deep", limit=MAX_DEPTH)
        elif mark in b"]}":
            depth -= 1


def _check_depth(value: Any) -> None:
    level = [value]
    for _ in range(MAX_DEPTH):
        inside = [item.values() if isinstance(item, dict) else item for item in level]
        level = [item for items in inside for item in items if type(item) in (dict, list)]
        if not level:
            return
    raise InvalidValue("credential.input-too-deep", limit=MAX_DEPTH)


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        names = Counter(name for name, _ in pairs)
        raise InvalidValue("credential.json-duplicate-member", member=names.most_common(1)[0][0])
    return result


def _no_constant(name: str) -> Any:
    raise InvalidValue("credential.json-invalid")


def _integer(text: str) -> int:
    number = int(text) if len(text) < 20 else LARGEST_INTEGER + 1
    if abs(number) > LARGEST_INTEGER:
        raise InvalidValue("credential.json-invalid")
    return number


def _double(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise InvalidValue("credential.json-invalid")
    return number


def _check_content(value: Any) -> None:
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            _check_text(item)
        elif isinstance(item, (list, dict)):
            if len(item) > MAX_ITEMS:
                raise InvalidValue("credential.input-array-too-long", limit=MAX_ITEMS)
            if isinstance(item, dict):
                for name in item:
                    _check_text(name)
                waiting.extend(item.values())
            else:
                waiting.extend(item)


def letters_only(text: str) -> str:
    """The text without what is no letter, which no strict reader of JSON takes (RFC 7493, 2.1)."""
    return text if text.isascii() else _NO_LETTERS.sub("", text)


def _check_text(text: str) -> None:
    if not text.isascii() and _NO_LETTERS.search(text):
        raise InvalidValue("credential.json-invalid")
