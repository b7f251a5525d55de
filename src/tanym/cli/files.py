"""Reads files from strangers: TOML, JSON, JSON lines and tokens, plain or gzip, with a limit on what is unpacked."""

from __future__ import annotations

import gzip
import json
import sys
import tomllib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from tanym.core.kernel.errors import InvalidValue, NotFound, TanymError
from tanym.core.qualifications.records import read_badge_token

LARGEST = 20 * 1024 * 1024
"""Bytes that a file may hold once it is unpacked."""

MOST_ENTRIES = 20_000
GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of a file: the document, or why there is none. `number` counts from 1; `name` is file and number."""

    name: str
    document: Mapping[str, Any] | None
    fault: TanymError | None = None


def entries(path: Path) -> Iterator[Entry]:
    """The records of a file (`-`: of the standard input), in order; a line that cannot be read is an entry with a fault, and the next go on.

    Raises `NotFound("file.absent")`, and `InvalidValue`: `file.too-large`, `file.gzip`, `file.not-text`, `file.empty`,
    `file.not-toml`, `file.not-json`, `file.member-twice`, `file.too-deep`, `file.not-a-table`, `file.too-many-entries`,
    or a code of `read_badge_token`.
    """
    text = _text(bytes_of(path))
    name = path.name
    kind = _kind(path, text)
    if kind == "toml":
        yield Entry(name, parse_toml(text))
    elif kind == "token":
        yield Entry(name, read_badge_token(text))
    elif kind == "lines":
        yield from _lines(name, text)
    else:
        yield from _json_entries(name, text)


def read_toml(path: Path) -> Mapping[str, Any]:
    """The one table of a TOML file, numbers with a point as decimals. Raises as `entries`."""
    return parse_toml(_text(bytes_of(path)))


def standard_input(most: int) -> bytes:
    """Up to so many bytes of the standard input. Raises `NotFound("file.absent")` where it is closed."""
    if sys.stdin is None:
        raise NotFound("file.absent", file="-")
    return sys.stdin.buffer.read(most)


def bytes_of(path: Path) -> bytes:
    """The bytes of a file (`-`: of the standard input), unpacked. Raises `file.gzip`, `file.absent`, `file.too-large`."""
    try:
        with BytesIO(standard_input(LARGEST + 1)) if str(path) == "-" else path.open("rb") as file:
            packed = file.read(2) == GZIP
            file.seek(0)
            data = gzip.GzipFile(fileobj=file).read(LARGEST + 1) if packed else file.read(LARGEST + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as wrong:
        raise InvalidValue("file.gzip", file=path.name) from wrong
    except OSError as wrong:
        raise NotFound("file.absent", file=path.name) from wrong
    if len(data) > LARGEST:
        raise InvalidValue("file.too-large", file=path.name, most=LARGEST // 1024**2)
    return data


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise InvalidValue("file.not-text") from wrong
    if not text.strip():
        raise InvalidValue("file.empty")
    return text


def _kind(path: Path, text: str) -> str:
    """By the last suffix but `.gz`; without a known one by the first characters."""
    suffixes = [one.lower() for one in path.suffixes if one.lower() != ".gz"]
    known = {
        ".toml": "toml",
        ".json": "json",
        ".jsonld": "json",
        ".jsonl": "lines",
        ".ndjson": "lines",
        ".jwt": "token",
    }
    if suffixes and suffixes[-1] in known:
        return known[suffixes[-1]]
    start = text.lstrip()[:3]
    return (
        "json"
        if start[:1] in ("{", "[") and not start.startswith("[[")
        else "token"
        if start == "eyJ"
        else "toml"
    )


def parse_toml(text: str) -> Mapping[str, Any]:
    """The table of a TOML text, numbers with a point as decimals. Raises `InvalidValue("file.not-toml")`."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except RecursionError as wrong:
        raise InvalidValue("file.too-deep") from wrong
    except (tomllib.TOMLDecodeError, ValueError) as wrong:
        raise InvalidValue("file.not-toml", reason=_short(wrong)) from wrong


def _json(text: str) -> Any:
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_members)
    except RecursionError as wrong:
        raise InvalidValue("file.too-deep") from wrong
    except ValueError as wrong:
        raise InvalidValue("file.not-json", reason=_short(wrong)) from wrong


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise InvalidValue("file.member-twice", member=name[:60])
        found[name] = value
    return found


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is not a number of JSON")


def _json_entries(name: str, text: str) -> Iterator[Entry]:
    found = _json(text)
    if not isinstance(found, list):
        yield _entry(name, found)
        return
    _few_enough(len(found))
    for number, one in enumerate(found, 1):
        yield _entry(f"{name}#{number}", one)


def _lines(name: str, text: str) -> Iterator[Entry]:
    lines = text.splitlines()
    _few_enough(len(lines))
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _entry(f"{name}#{number}", _json(line))
        except InvalidValue as wrong:
            yield Entry(f"{name}#{number}", None, wrong)


def _entry(name: str, found: object) -> Entry:
    if isinstance(found, Mapping):
        return Entry(name, found)
    return Entry(name, None, InvalidValue("file.not-a-table"))


def _few_enough(count: int) -> None:
    if count > MOST_ENTRIES:
        raise InvalidValue("file.too-many-entries", count=count, most=MOST_ENTRIES)


def _short(wrong: Exception) -> str:
    return str(wrong).splitlines()[0][:160] if str(wrong) else type(wrong).__name__
