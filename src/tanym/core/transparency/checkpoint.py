"""Checkpoints: which log, how many leaves, which root, signed (c2sp.org/tlog-checkpoint)."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.transparency.hashing import EMPTY_ROOT, SIZE
from tanym.core.transparency.notes import NoteKey, NoteSigner, open_note, sign_note, split_note

MOST_LEAVES = 1 << 62


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself at one moment: its name, how many leaves it has, the root over them."""

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        if (
            not self.origin
            or "\n" in self.origin
            or not 0 <= self.size < MOST_LEAVES
            or len(self.root) != SIZE
        ):
            raise InvalidValue("log.checkpoint-malformed")
        if self.size == 0 and self.root != EMPTY_ROOT:
            raise InvalidValue("log.checkpoint-malformed")

    @property
    def text(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def sign_checkpoint(checkpoint: Checkpoint, signer: NoteSigner) -> str:
    """The checkpoint with the signature of its log, whose key bears the name of the log."""
    return sign_note(checkpoint.text, checkpoint.origin, signer)


def open_checkpoint(note: str, key: NoteKey) -> Checkpoint:
    """The checkpoint that this key signed.

    Raises as `open_note`, `InvalidValue("log.checkpoint-malformed")`, and `Refused("log.another-log")` where the
    checkpoint speaks for a log of another name than the key's.
    """
    checkpoint = parse_checkpoint(open_note(note, key))
    if checkpoint.origin != key.name:
        raise Refused("log.another-log", name=checkpoint.origin)
    return checkpoint


def read_checkpoint(note: str) -> Checkpoint:
    """What a signed checkpoint says, its signature not verified. Raises `InvalidValue`."""
    return parse_checkpoint(split_note(note)[0])


def parse_checkpoint(text: str) -> Checkpoint:
    """The checkpoint in a text: three lines, and further ones that are passed over. Raises `InvalidValue("log.checkpoint-malformed")`."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
        raise InvalidValue("log.checkpoint-malformed")
    origin, size, written = lines[:3]
    try:
        root = base64.b64decode(written.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise InvalidValue("log.checkpoint-malformed") from error
    digits = size.isascii() and size.isdigit() and len(size) < 20
    if not digits or str(int(size)) != size or base64.b64encode(root).decode() != written:
        raise InvalidValue("log.checkpoint-malformed")
    return Checkpoint(origin, int(size), root)
