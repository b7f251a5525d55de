"""Webhooks: what is signed and how, how a receiver verifies it, and when a failed delivery is tried again.

Source: Standard Webhooks 1.0.0 (headers, signed content, `v1` and `v1a`, prefixes of keys, the example of pauses).
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tanym.core.kernel.errors import InvalidValue, Refused

ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
PUBLIC_PREFIX, SECRET_PREFIX = "whpk_", "whsec_"
TOLERANCE = timedelta(minutes=5)
"""How far the clock of the sender may be from the receiver's: what is older could be a replay."""

PAUSES = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""How long to wait after the first, second, … failure; after the last try a message is a dead letter."""

GIVE_UP = timedelta(days=5)
"""How long an address may fail without one success before nothing is sent to it any more."""


class Signer(Protocol):
    """A signing key that stays where it is."""

    def sign(self, message: bytes) -> bytes:
        """An Ed25519 signature (RFC 8032) of 64 bytes."""
        ...


def headers(
    message: str, at: datetime, body: bytes, *, signer: Signer, secrets: Sequence[bytes]
) -> dict[str, str]:
    """The three headers of one try: the identifier stays the same at every try, the moment is that of the try.

    A signature `v1` by each shared secret (the newest first: an older one may still be in use), and `v1a` for a
    receiver who has only our public key.
    Raises `InvalidValue("webhook.id")` for an identifier with a full stop, which could be cut in another place.
    """
    content = _content(message, str(_seconds(at)), body)
    signatures = (
        *(f"v1,{_text(hmac.digest(one, content, 'sha256'))}" for one in secrets),
        f"v1a,{_text(signer.sign(content))}",
    )
    return {ID: message, TIMESTAMP: str(_seconds(at)), SIGNATURE: " ".join(signatures)}


def public_key(raw: bytes) -> str:
    """An Ed25519 public key as a receiver is told it."""
    return PUBLIC_PREFIX + _text(raw)


def shared_secret(raw: bytes) -> str:
    """A shared secret as a receiver is told it."""
    return SECRET_PREFIX + _text(raw)


def verify(given: Mapping[str, str], body: bytes, *, key: str, now: datetime) -> str:
    """The identifier of a genuine message, by which the receiver knows whether it has seen it before.

    `key` is the public key (`whpk_…`) or the shared secret (`whsec_…`). Raises `InvalidValue("webhook.key")`,
    `InvalidValue("webhook.headers")`, `Refused("webhook.timestamp")` for a message of another time (perhaps a replay)
    and `Refused("webhook.signature")`.
    """
    named = {name.lower(): value for name, value in given.items()}
    message, moment, signatures = (named.get(name, "") for name in (ID, TIMESTAMP, SIGNATURE))
    if not message or not signatures or not moment.isascii() or not moment.isdigit() or len(moment) > 12:
        raise InvalidValue("webhook.headers")
    if abs(int(moment) - _seconds(now)) > TOLERANCE.total_seconds():
        raise Refused("webhook.timestamp", seconds=abs(int(moment) - _seconds(now)))
    content, raw = _content(message, moment, body), _key(key)
    if not any(_matches(one, content, key, raw) for one in signatures.split(" ")):
        raise Refused("webhook.signature")
    return message


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after so many failed tries (from 1 on); None: it was the last one."""
    return PAUSES[tries - 1] if tries <= len(PAUSES) else None


def _matches(signature: str, content: bytes, key: str, raw: bytes) -> bool:
    version, _, text = signature.partition(",")
    try:
        made = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False
    if version == "v1" and key.startswith(SECRET_PREFIX):
        return hmac.compare_digest(made, hmac.digest(raw, content, "sha256"))
    if version == "v1a" and key.startswith(PUBLIC_PREFIX):
        try:
            Ed25519PublicKey.from_public_bytes(raw).verify(made, content)
        except InvalidSignature:
            return False
        return True
    return False


def _key(key: str) -> bytes:
    prefix, _, text = key.partition("_")
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise InvalidValue("webhook.key") from None
    if (prefix, len(raw)) != ("whpk", 32) and not (prefix == "whsec" and 24 <= len(raw) <= 64):
        raise InvalidValue("webhook.key")
    return raw


def _content(message: str, moment: str, body: bytes) -> bytes:
    if "." in message or not message.isascii():
        raise InvalidValue("webhook.id")
    return b".".join((message.encode(), moment.encode(), body))


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
