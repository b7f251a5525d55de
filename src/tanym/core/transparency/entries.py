"""An entry of the log as a file: the act, its salt, its place in the tree and the checkpoint that covers it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest
from typing import Any

from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.transparency.checkpoint import Checkpoint, open_checkpoint
from tanym.core.transparency.commitments import commitment, leaf_entry
from tanym.core.transparency.hashing import SIZE, leaf_hash
from tanym.core.transparency.notes import NoteKey
from tanym.core.transparency.proofs import Path, verify_inclusion

FORMAT = "tanym-log-entry/1"
MOST_STEPS = 64


@dataclass(frozen=True, slots=True)
class Entry:
    """An act's place in the log. `act` is its content with the mark of who acted; None where it was erased or withheld."""

    number: int
    committed: str
    act: Mapping[str, Any] | None
    salt: str
    path: Path
    checkpoint: str

    @property
    def index(self) -> int:
        """The place of the leaf, from 0: act number 1 is the first leaf."""
        return self.number - 1

    def plain(self) -> dict[str, Any]:
        """The entry as JSON-like data."""
        content = {} if self.act is None else {"act": dict(self.act), "salt": self.salt}
        return {
            "format": FORMAT,
            "number": self.number,
            **content,
            "commitment": self.committed,
            "leaf": {
                "index": self.index,
                "hash": _written(leaf_hash(leaf_entry(self.number, self.committed))),
            },
            "inclusion": [_written(step) for step in self.path],
            "checkpoint": self.checkpoint,
        }


def read_entry(document: object) -> Entry:
    """The entry in JSON-like data from a stranger. Raises `InvalidValue("log.entry-malformed")`."""
    malformed = InvalidValue("log.entry-malformed")
    if not isinstance(document, Mapping) or document.get("format") != FORMAT:
        raise malformed
    number, committed, act = document.get("number"), document.get("commitment"), document.get("act")
    salt, path, note, leaf = (document.get(name) for name in ("salt", "inclusion", "checkpoint", "leaf"))
    good = (
        isinstance(number, int) and not isinstance(number, bool) and 1 <= number < 1 << 62
        and isinstance(committed, str) and len(committed) == 2 * SIZE
        and (act is None) == (salt is None) and (act is None or isinstance(act, Mapping))
        and isinstance(path, list) and len(path) <= MOST_STEPS and isinstance(note, str)
        and isinstance(leaf, Mapping)
    )  # fmt: skip
    if not good:
        raise malformed
    entry = Entry(number, committed, act, salt or "", tuple(_hash(step) for step in path), note)
    if dict(leaf) != entry.plain()["leaf"]:
        raise malformed
    return entry


def verify_entry(entry: Entry, key: NoteKey) -> Checkpoint:
    """Refuse unless the act is the one committed to, and its leaf stands in the tree that the log signed.

    Raises `Refused`: `log.act-changed` (the act is not what was committed to), `log.not-included`; and as
    `open_checkpoint` and `verify_inclusion`. An entry without its act proves the commitment alone.
    """
    checkpoint = open_checkpoint(entry.checkpoint, key)
    if entry.act is not None:
        same = compare_digest(commitment(_text(entry.salt), entry.act), entry.committed)
        if not same or entry.act.get("number") != entry.number:
            raise Refused("log.act-changed", number=entry.number)
    leaf = leaf_hash(leaf_entry(entry.number, entry.committed))
    verify_inclusion(leaf, entry.index, checkpoint.size, entry.path, checkpoint.root)
    return checkpoint


def _written(held: bytes) -> str:
    return base64.b64encode(held).decode()


def _hash(text: object) -> bytes:
    try:
        held = base64.b64decode(_text(text).encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise InvalidValue("log.entry-malformed") from error
    if len(held) != SIZE or _written(held) != text:
        raise InvalidValue("log.entry-malformed")
    return held


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise InvalidValue("log.entry-malformed")
    return value
