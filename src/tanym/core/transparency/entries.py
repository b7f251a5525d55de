"""An entry of the log as a file: the act, its salt, its place in the tree and the checkpoint that covers it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest
from typing import Any

from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.transparency.checkpoint import MOST_LEAVES, Checkpoint, open_checkpoint, read_checkpoint
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
    number, path, act = (document.get(name) for name in ("number", "inclusion", "act"))
    if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number < MOST_LEAVES:
        raise malformed
    if not isinstance(path, list) or len(path) > MOST_STEPS:
        raise malformed
    if act is not None and not isinstance(act, Mapping):
        raise malformed
    committed, note = _text(document.get("commitment")), _text(document.get("checkpoint"))
    if not re.fullmatch("[0-9a-f]{64}", committed) or (act is None and "salt" in document):
        raise malformed
    salt = "" if act is None else _text(document.get("salt"))
    entry = Entry(number, committed, act, salt, tuple(_hash(step) for step in path), note)
    if document.get("leaf") != entry.plain()["leaf"]:
        raise malformed
    return entry


def verify_entry(entry: Entry, key: NoteKey) -> Checkpoint:
    """Refuse unless the act is the one committed to, and its leaf stands in the tree that the log signed.

    Raises `Refused`: `log.act-changed` (the act is not what was committed to), `log.not-included`; and as
    `open_checkpoint` and `verify_inclusion`. An entry without its act proves the commitment alone.
    """
    return _standing(entry, open_checkpoint(entry.checkpoint, key))


def verify_in(entry: Entry) -> Checkpoint:
    """The same without a key: whose log it is, nobody has verified. Raises as `verify_entry`, but for signatures."""
    return _standing(entry, read_checkpoint(entry.checkpoint))


def _standing(entry: Entry, checkpoint: Checkpoint) -> Checkpoint:
    if entry.act is not None:
        try:
            same = compare_digest(commitment(entry.salt, entry.act), entry.committed)
        except (ValueError, RecursionError) as error:  # what JSON has no one form for
            raise InvalidValue("log.entry-malformed") from error
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
