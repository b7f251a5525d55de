"""Signed notes: a text with Ed25519 signatures below it, and the text form of the key (c2sp.org/signed-note)."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tanym.core.kernel.errors import InvalidValue, Refused

ED25519 = b"\x01"
MARK = "\u2014 "
LONGEST = 64 * 1024
"""Letters that a note may have."""

MOST_SIGNATURES = 64


class NoteSigner(Protocol):
    """A key that signs notes."""

    @property
    def public(self) -> bytes:
        """The 32 bytes of the Ed25519 public key."""
        ...

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature of the message."""
        ...


@dataclass(frozen=True, slots=True)
class NoteKey:
    """The public key of who signs notes, under the name that stands in them."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        bad = (
            not self.name
            or "+" in self.name
            or any(not letter.isprintable() or letter.isspace() for letter in self.name)
        )
        if bad or len(self.public) != 32 or len(self.name) > 200:
            raise InvalidValue("log.key-malformed")

    @property
    def id(self) -> bytes:
        """Four bytes that tell keys of one name apart."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    @property
    def text(self) -> str:
        """The key as it is handed to whoever verifies: name, identifier and key with a plus between."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(ED25519 + self.public).decode()}"


def parse_key(text: str) -> NoteKey:
    """The key in its text form. Raises `InvalidValue("log.key-malformed")`."""
    parts = text.strip().split("+", 2)
    held = _base64(parts[2]) if len(parts) == 3 else None
    if held is None or held[:1] != ED25519:
        raise InvalidValue("log.key-malformed")
    key = NoteKey(parts[0], held[1:])
    if key.id.hex() != parts[1]:
        raise InvalidValue("log.key-malformed")
    return key


def sign_note(text: str, name: str, signer: NoteSigner) -> str:
    """The text, which ends with a new line, with a signature below it."""
    key = NoteKey(name, signer.public)
    signature = base64.b64encode(key.id + signer.sign(text.encode())).decode()
    return f"{text}\n{MARK}{name} {signature}\n"


def split_note(note: str) -> tuple[str, tuple[tuple[str, bytes], ...]]:
    """The text of a note and its signatures (name; identifier and signature), none of them verified.

    Raises `InvalidValue("log.note-malformed")`.
    """
    malformed = InvalidValue("log.note-malformed")
    controls = any(letter < " " and letter != "\n" for letter in note)
    text, parted, below = note.rpartition("\n\n")
    if len(note) > LONGEST or controls or not parted or not text or not below.endswith("\n"):
        raise malformed
    lines = below[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise malformed
    signatures = []
    for line in lines:
        name, space, written = line.removeprefix(MARK).partition(" ")
        signature = _base64(written)
        if not line.startswith(MARK) or not space or not name or signature is None or len(signature) < 5:
            raise malformed
        signatures.append((name, signature))
    return f"{text}\n", tuple(signatures)


def open_note(note: str, key: NoteKey) -> str:
    """The text of a note that this key signed; signatures of others are passed over.

    Raises `InvalidValue("log.note-malformed")`, and `Refused`: `log.not-signed` (no signature of this key),
    `log.signature-forged`.
    """
    text, signatures = split_note(note)
    ours = [held[4:] for name, held in signatures if name == key.name and held[:4] == key.id]
    if not ours:
        raise Refused("log.not-signed", name=key.name)
    for signature in ours:
        try:
            Ed25519PublicKey.from_public_bytes(key.public).verify(signature, text.encode())
        except InvalidSignature as error:
            raise Refused("log.signature-forged", name=key.name) from error
    return text


def _base64(text: str) -> bytes | None:
    """The bytes; None for anything but the one way of writing them."""
    try:
        held = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError, ValueError):
        return None
    return held if base64.b64encode(held).decode() == text else None
