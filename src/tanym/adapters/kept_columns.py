"""Columns and answers kept in a folder, so that a second simulation reads no record again. May be deleted at any time."""

from __future__ import annotations

import json
import os
import threading
import zlib
from array import array
from collections.abc import Iterable, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

from tanym.core.kernel.canonical import digest
from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules.columns import Column, Columns, Wanted
from tanym.core.rules.plain import plain
from tanym.core.rules.snapshot import reading_fact
from tanym.core.rules.vocabulary import FactType

LONG = 250
"""Bytes a record: a fact that takes more on average (a whole text) is not kept but read from the records again.

What tests see of it is kept: whether it is given, in which languages, how long it is.
"""

_COLUMNS = "columns"
_TOLD = ".told"


class KeptColumns:
    """A folder for each block of records, named by a digest of what the block holds: one file of columns, one of answers
    for each time that some were kept.

    What is damaged or half written counts as not kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def answers(self, block: str, keys: Iterable[str]) -> dict[str, bytes]:
        """The answers of rules to every record of a block, by the rules' keys, as far as they were kept."""
        wanted = set(keys)
        found: dict[str, bytes] = {}
        for file in sorted(self._of(block).glob(f"*{_TOLD}")):
            found |= self._read(block, file.name, wanted)[1]
        return found

    def keep_answers(self, block: str, answers: Mapping[str, bytes]) -> None:
        if answers:
            self._write(block, digest(sorted(answers))[:16] + _TOLD, {}, answers)

    def columns(self, block: str, wanted: Iterable[Wanted], known: Mapping[str, FactType]) -> Columns | None:
        """These columns; None unless all of them were kept."""
        asked = {one.name: one.fact for one in wanted}
        told, parts = self._read(block, _COLUMNS, asked)
        if not told or any(name not in parts and fact not in told["absent"] for name, fact in asked.items()):
            return None
        found = {name: _column(part, asked[name], known) for name, part in parts.items()}
        unread = {
            int(place): InvalidValue(code, **details) for place, (code, details) in told["unread"].items()
        }
        return Columns(told["size"], found, unread)

    def keep_columns(self, block: str, wanted: Iterable[Wanted], columns: Columns) -> None:
        """Keep those of these columns that are not long; a fact of which `columns` has none is kept as absent."""
        kept, absent = {}, []
        for one in sorted(wanted, key=lambda one: one.name):
            column = columns.by_name.get(one.name)
            if column is None:
                absent.append(one.fact)
            elif not _long(column, columns.size):
                kept[one.name] = _bytes(column)
        unread = {
            str(place): (wrong.code, {name: str(one) for name, one in wrong.details.items()})
            for place, wrong in columns.unread.items()
        }
        self._write(block, _COLUMNS, {"size": columns.size, "absent": absent, "unread": unread}, kept)

    def forget(self, before: float) -> int:
        """Remove what was written before a moment (seconds since 1970), with the folders that are then empty; how many files."""
        gone = 0
        for block in self._folder.glob("*/*"):
            for file in block.iterdir():
                if file.stat().st_mtime < before:
                    file.unlink(missing_ok=True)
                    gone += 1
            if not any(block.iterdir()):
                block.rmdir()
        return gone

    def _of(self, block: str) -> Path:
        return self._folder / block[:2] / block

    def _read(self, block: str, name: str, wanted: Iterable[str]) -> tuple[dict[str, Any], dict[str, bytes]]:
        """What a file tells of its parts, and of these what is wanted and sound; nothing of a file that is not."""
        try:
            with (self._of(block) / name).open("rb") as opened:
                head = opened.read(_HEAD)
                written = opened.read(int.from_bytes(head[4:], "big"))
                if len(head) < _HEAD or head[:4] != _sum(written):
                    return {}, {}
                index = json.loads(written)
                found = {}
                for one in wanted:
                    if one in index["parts"]:
                        start, size, check = index["parts"][one]
                        opened.seek(_HEAD + len(written) + start)
                        part = opened.read(size)
                        if zlib.crc32(part) == check:
                            found[one] = part
        except OSError:
            return {}, {}
        return index["told"], found

    def _write(self, block: str, name: str, told: Mapping[str, Any], parts: Mapping[str, bytes]) -> None:
        starts = accumulate(map(len, parts.values()), initial=0)
        places = {
            one: (start, len(part), zlib.crc32(part))
            for (one, part), start in zip(parts.items(), starts, strict=False)
        }
        head = json.dumps({"told": told, "parts": places}).encode()
        data = b"".join((_sum(head), len(head).to_bytes(4, "big"), head, *parts.values()))
        self._of(block).mkdir(parents=True, exist_ok=True)
        written = self._of(block) / f"{name}.{os.getpid()}-{threading.get_ident()}"
        written.write_bytes(data)
        written.replace(self._of(block) / name)


_HEAD = 8
"""Bytes: the sum of the index that follows, and its length."""


def _sum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "big")


def _long(column: Column, size: int) -> bool:
    sample = [len(json.dumps(plain(one), ensure_ascii=False)) for one in column.different[:20]]
    return sum(sample) * len(column.different) > LONG * len(sample) * max(size, 100)


def _bytes(column: Column) -> bytes:
    head = json.dumps([plain(one) for one in column.different[1:]], ensure_ascii=False).encode()
    return len(head).to_bytes(4, "big") + head + column.codes.tobytes()


def _column(data: bytes, name: str, known: Mapping[str, FactType]) -> Column:
    end = 4 + int.from_bytes(data[:4], "big")
    values: list[Any] = json.loads(data[4:end])
    codes = array("H")
    codes.frombytes(data[end:])
    return Column(codes, (None, *map(reading_fact(known, name), values)))
