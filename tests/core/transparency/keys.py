"""A key that signs, for tests."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tanym.core.transparency.notes import NoteKey

ORIGIN = "log.example/log"


class TestKey:
    """An Ed25519 key from a seed of one letter."""

    __test__ = False

    def __init__(self, seed: str = "a") -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed.encode() * 32)

    @property
    def public(self) -> bytes:
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)

    def named(self, name: str = ORIGIN) -> NoteKey:
        return NoteKey(name, self.public)
