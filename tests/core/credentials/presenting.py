"""What a holder does with a credential in tests: chooses what to show, and signs that choice for one verifier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any

from tanym.core.credentials.keys import KeyKind, Signer, base64url_text
from tanym.core.credentials.proofs import sd_jwt
from tanym.core.credentials.proofs.disclosures import digest_of, parts_of
from tanym.core.credentials.proofs.token import compact
from tests.core.credentials.cast import NOW, Key

AIGULS_KEY = Key(7, KeyKind.P256)
AUDIENCE, NONCE = "x509_san_dns:qaraghai.example", "n-0S6_WzA2Mj"


def salts() -> Iterator[str]:
    """Salts that every run draws alike."""
    number = 0
    while True:
        yield base64url_text(sha256(f"salt {number}".encode()).digest()[:16])
        number += 1


def choose(text: str, names: Iterable[str]) -> str:
    """The presentation without binding that shows only the claims of these names, and all array elements."""
    wanted, sd = {None, *names}, sd_jwt.read(text)
    return "~".join([sd.token.text, *(one for one in sd.disclosures if _name(one) in wanted), ""])


def bind(presented: str, signer: Signer = AIGULS_KEY, at: datetime = NOW, **changes: Any) -> str:
    """The presentation with the holder's signature over it, with changes to what is signed (None: left out)."""
    header = {"typ": changes.pop("typ", "kb+jwt")} | changes.pop("header", {})
    algorithm = sd_jwt.read(presented).token.claims.get("_sd_alg", "sha-256")
    said = {
        "iat": int(at.timestamp()),
        "aud": AUDIENCE,
        "nonce": NONCE,
        "sd_hash": digest_of(presented, algorithm),
    }
    said = {name: value for name, value in (said | changes).items() if value is not None}
    return presented + compact(header, said, signer)


def _name(disclosure: str) -> str | None:
    parts = parts_of(disclosure)
    return parts[1] if len(parts) == 3 else None
