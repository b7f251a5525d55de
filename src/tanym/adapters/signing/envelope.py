"""The envelope in which a private key rests in a file: AES-256-GCM under a key made of the installation's secret."""

from __future__ import annotations

import base64
import binascii
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tanym.core.kernel.errors import InvalidValue, Refused

FORMAT = "tanym-key/1"
CIPHER = "AES-256-GCM"
NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Opened:
    """What was in an envelope; `current` says whether the secret of today sealed it."""

    content: bytes
    current: bool


class Seals:
    """Seals with the secret of today, opens with it and with earlier ones.

    A secret is a long random text: it is stretched by HKDF-SHA-256 (RFC 5869), not made harder to guess. Each envelope
    says which secret sealed it by a mark that is derived from the secret and tells nothing about it.
    """

    def __init__(self, secret: str, earlier: Sequence[str] = ()) -> None:
        self._today = _derived(secret)
        self._keys = dict([*map(_derived, earlier), self._today])

    def seal(self, content: bytes, name: str) -> bytes:
        """The envelope of a key; it opens under this name only, so that nobody can exchange two files."""
        mark, key = self._today
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = AESGCM(key).encrypt(nonce, content, _bound(mark, name))
        return json.dumps(
            {
                "format": FORMAT,
                "cipher": CIPHER,
                "secret": mark,
                "nonce": base64.b64encode(nonce).decode("ascii"),
                "sealed": base64.b64encode(sealed).decode("ascii"),
            },
            indent=1,
        ).encode("ascii")

    def open(self, envelope: bytes, name: str) -> Opened:
        """What is inside.

        Raises `Refused("credential.key-locked")` where no secret at hand sealed it, and
        `InvalidValue("credential.key-malformed")` for what is no envelope, or was changed, or belongs to another name.
        """
        malformed = InvalidValue("credential.key-malformed", did=name)
        try:
            read = json.loads(envelope)
            if read["format"] != FORMAT or read["cipher"] != CIPHER:
                raise malformed
            mark = str(read["secret"])
            nonce, sealed = (base64.b64decode(read[part], validate=True) for part in ("nonce", "sealed"))
        except (ValueError, KeyError, TypeError, binascii.Error):
            raise malformed from None
        if mark not in self._keys:
            raise Refused("credential.key-locked", did=name)
        try:
            content = AESGCM(self._keys[mark]).decrypt(nonce, sealed, _bound(mark, name))
        except (InvalidTag, ValueError):
            raise malformed from None
        return Opened(content, mark == self._today[0])


def _bound(mark: str, name: str) -> bytes:
    return json.dumps([FORMAT, CIPHER, mark, name]).encode("ascii")


@lru_cache(maxsize=16)
def _derived(secret: str) -> tuple[str, bytes]:
    """The mark of a secret and the key that seals."""
    data = secret.encode("utf-8")
    mark, key = (
        HKDF(algorithm=SHA256(), length=size, salt=None, info=info).derive(data)
        for size, info in ((8, b"tanym key encryption: mark"), (32, b"tanym key encryption: key"))
    )
    return mark.hex(), key
