"""Pack files as TOML: reading what anybody may have typed, and writing it again: `read(write(x)) == x`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tanym.core.kernel.errors import InvalidValue

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_PART = r"""(?>[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')[ \t]*"""
_ENDLESS_KEY = re.compile(rf"^[ \t]*\[{{0,2}}[ \t]*(?:{_PART}\.[ \t]*){{20}}", re.MULTILINE)
"""A key of more parts than any pack has: the time that they take to read grows with the square of their number."""


def read_toml(text: str) -> dict[str, Any]:
    """The content of a file; numbers with a point are decimals, never floats.

    Raises `ValueError` with the reason, whatever the text is.
    """
    if _ENDLESS_KEY.search(text):
        raise ValueError("a key has more than 20 parts")
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except RecursionError as wrong:
        raise ValueError("nested too deeply") from wrong


def write_toml(content: Mapping[str, Any]) -> str:
    """The text of a file: plain entries first, then tables and lists of tables, in the order of the content.

    Raises `InvalidValue("bundle.type")` for what TOML can't hold.
    """
    return "".join(_table(content, ())).lstrip("\n")


def _table(content: Mapping[str, Any], path: tuple[str, ...]) -> list[str]:
    lines = [f"{_key(key)} = {inline(one)}\n" for key, one in content.items() if not _is_block(one)]
    for key, one in content.items():
        below = (*path, key)
        name = ".".join(_key(part) for part in below)
        if isinstance(one, Mapping):
            lines += [f"\n[{name}]\n", *_table(one, below)]
        elif _is_block(one):
            for item in one:
                lines += [f"\n[[{name}]]\n", *_table(item, below)]
    return lines


def _is_block(one: object) -> bool:
    """Tables, and lists of nothing but tables; anything else stands on one line."""
    return isinstance(one, Mapping) or (
        isinstance(one, list | tuple) and bool(one) and all(isinstance(item, Mapping) for item in one)
    )


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _string(key)


def _string(text: str) -> str:
    return '"' + "".join(_character(one) for one in text) + '"'


def _character(one: str) -> str:
    if one in _ESCAPES:
        return _ESCAPES[one]
    return f"\\u{ord(one):04x}" if ord(one) < 0x20 or ord(one) == 0x7F else one


def inline(one: Any) -> str:
    """The text of one content on one line. Raises `InvalidValue("bundle.type")`."""
    if isinstance(one, bool):
        return "true" if one else "false"
    if isinstance(one, int):
        return str(one)
    if isinstance(one, Decimal) and one.is_finite():
        text = f"{one:f}"
        return text if "." in text else f"{text}.0"
    if isinstance(one, str):
        return _string(one)
    if isinstance(one, date) and not isinstance(one, datetime):
        return one.isoformat()
    if isinstance(one, list | tuple):
        return "[" + ", ".join(inline(item) for item in one) + "]"
    if isinstance(one, Mapping):
        return "{" + ", ".join(f"{_key(key)} = {inline(item)}" for key, item in one.items()) + "}"
    raise InvalidValue("bundle.type", type=type(one).__name__)
