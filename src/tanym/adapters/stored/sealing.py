"""Seals the content of a file before it is kept: AES-256-GCM under a key of its own, which the installation's secret wraps."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tanym.core.kernel.errors import InvalidValue, Refused

MAGIC = b"\x00tanym-file/1\n"
"""How a sealed file begins: no PDF, picture, JSON or XML begins with it, so a file in the clear is known as one."""
MARK, NONCE, KEY, TAG = 8, 12, 32, 16
WRAPPED = NONCE + KEY + TAG
HEAD = len(MAGIC) + MARK + WRAPPED + NONCE


@dataclass(frozen=True, slots=True)
class Opened:
    """What was kept; `current` says whether the secret of today sealed it."""

    content: bytes
    current: bool


class FileSeals:
    """Seals with the secret of today, opens with it and with earlier ones (HKDF-SHA-256, RFC 5869; NIST SP 800-38D).

    A file is: magic, mark of the secret, wrapped key (nonce, key, tag), nonce, content, tag. Both seals are bound to the
    name under which the file is kept, so that nobody can exchange two files.
    """

    def __init__(self, secret: str, earlier: Sequence[str] = ()) -> None:
        self._today = _derived(secret)
        self._keys = dict([*map(_derived, earlier), self._today])

    def seal(self, content: bytes, name: str) -> bytes:
        """The content, sealed under this name with a new key of its own."""
        mark, wrapping = self._today
        key, wrap_nonce, nonce = AESGCM.generate_key(256), *(secrets.token_bytes(NONCE) for _ in range(2))
        bound = _bound(mark, name)
        wrapped = AESGCM(wrapping).encrypt(wrap_nonce, key, bound)
        return b"".join((MAGIC, mark, wrap_nonce, wrapped, nonce, AESGCM(key).encrypt(nonce, content, bound)))

    def open(self, kept: bytes, name: str) -> Opened:
        """What is inside; what was kept in the clear comes back as it is, and is not current.

        Raises `Refused("file.locked")` where no secret at hand sealed it, `InvalidValue("file.damaged")` for what was
        changed or belongs to another name.
        """
        if not kept.startswith(MAGIC):
            return Opened(kept, current=False)
        if len(kept) < HEAD + TAG:
            raise InvalidValue("file.damaged")
        at = len(MAGIC)
        mark, wrapped = kept[at : at + MARK], kept[at + MARK : at + MARK + WRAPPED]
        if mark not in self._keys:
            raise Refused("file.locked")
        bound = _bound(mark, name)
        try:
            key = AESGCM(self._keys[mark]).decrypt(wrapped[:NONCE], wrapped[NONCE:], bound)
            content = AESGCM(key).decrypt(kept[HEAD - NONCE : HEAD], kept[HEAD:], bound)
        except InvalidTag:
            raise InvalidValue("file.damaged") from None
        return Opened(content, mark == self._today[0])


def _bound(mark: bytes, name: str) -> bytes:
    return MAGIC + mark + name.encode("utf-8")


@lru_cache(maxsize=16)
def _derived(secret: str) -> tuple[bytes, bytes]:
    """The mark of a secret, which tells nothing about it, and the key that wraps keys of files."""
    data = secret.encode("utf-8")
    mark, key = (
        HKDF(algorithm=SHA256(), length=size, salt=None, info=info).derive(data)
        for size, info in ((MARK, b"tanym file encryption: mark"), (KEY, b"tanym file encryption: key"))
    )
    return mark, key
