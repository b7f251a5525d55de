"""What rests in tables sealed, or as a keyed digest, by the installation's own secrets."""

from __future__ import annotations

import hashlib
import hmac
from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.utils.crypto import salted_hmac

from tanym.apps.audit.key_store import general_secrets, seals, secrets


def seal(secret: str, name: str) -> str:
    """The sealed form; it opens under this name only."""
    return seals().seal(secret.encode(), name).decode("ascii")


def unseal(sealed: str, name: str) -> str:
    """What was sealed. Raises `Refused("credential.key-locked")` or `InvalidValue("credential.key-malformed")`."""
    return seals().open(sealed.encode("ascii"), name).content.decode()


def marks(text: str, purpose: str) -> tuple[str, ...]:
    """Keyed digests of a text, for its equality with another: by the secret of today first, then by each earlier one.

    The keys are made for this purpose alone (HKDF-SHA-256, RFC 5869; HMAC-SHA-256), so none of them seals anything.
    """
    return tuple(
        hmac.new(_marking(secret, purpose), text.encode(), hashlib.sha256).hexdigest() for secret in secrets()
    )


def keyed(salt: str, value: str) -> tuple[str, ...]:
    """Keyed digests of what is kept for a while only, by `TANYM_SECRET_KEY` of today first, then by each earlier one.

    Look for any of them; keep the first.
    """
    return tuple(
        salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()
        for secret in general_secrets()
    )


@lru_cache(maxsize=32)
def _marking(secret: str, purpose: str) -> bytes:
    info = b"tanym keyed digests: " + purpose.encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret.encode())
