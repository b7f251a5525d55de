"""Columns and answers kept in a folder, so that a second simulation reads no record again. May be deleted at any time."""

from __future__ import annotations

import json
import os
import threading
import zlib
from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules.columns import Column, Columns
from tanym.core.rules.plain import plain
from tanym.core.rules.snapshot import reading_fact
from tanym.core.rules.vocabulary import FactType

LONG = 200
"""Bytes a record: a fact that takes more on average (a whole text) is not kept but read from the records again."""

_INDEX = "index"


class KeptColumns:
    """A folder for each block of records, named by a digest of what the block holds.

    What is damaged or half written counts as not kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def answers(self, block: str, key: str) -> bytes | None:
        """The answers of a rule to every record of a block, under the rule's key."""
        return self._read(block, f"{key}.told")

    def keep_answers(self, block: str, key: str, answers: bytes) -> None:
        self._write(block, f"{key}.told", answers)

    def columns(self, block: str, facts: Iterable[str], known: Mapping[str, FactType]) -> Columns | None:
        """The columns of these facts; None unless all of them were kept."""
        raw = self._read(block, _INDEX)
        if raw is None:
            return None
        index = json.loads(raw)
        found: dict[str, Column] = {}
        for name in facts:
            if name in index["absent"]:
                continue
            column = self._read(block, f"{name}.column") if name in index["kept"] else None
            if column is None:
                return None
            found[name] = _column(column, name, known)
        unread = {
            int(place): InvalidValue(code, **details) for place, (code, details) in index["unread"].items()
        }
        return Columns(index["size"], found, unread)

    def keep_columns(self, block: str, facts: Iterable[str], columns: Columns) -> None:
        """Keep those of the facts that are not long."""
        kept, absent = [], []
        for name in sorted(facts):
            column = columns.by_fact.get(name)
            if column is None:
                absent.append(name)
            elif not _long(column, columns.size):
                kept.append(name)
                self._write(block, f"{name}.column", _bytes(column))
        unread = {
            str(place): (wrong.code, {name: str(one) for name, one in wrong.details.items()})
            for place, wrong in columns.unread.items()
        }
        index = {"size": columns.size, "kept": kept, "absent": absent, "unread": unread}
        self._write(block, _INDEX, json.dumps(index).encode())

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

    def _read(self, block: str, name: str) -> bytes | None:
        try:
            data = (self._folder / block[:2] / block / name).read_bytes()
        except OSError:
            return None
        return data[4:] if len(data) >= 4 and data[:4] == _sum(data[4:]) else None

    def _write(self, block: str, name: str, data: bytes) -> None:
        folder = self._folder / block[:2] / block
        folder.mkdir(parents=True, exist_ok=True)
        written = folder / f"{name}.{os.getpid()}-{threading.get_ident()}"
        written.write_bytes(_sum(data) + data)
        written.replace(folder / name)


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
    read = reading_fact(known, name)
    codes = array("H")
    codes.frombytes(data[end:])
    return Column(codes, (None, *(read(one) for one in values)))
