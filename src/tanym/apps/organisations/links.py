"""The secrets of invitations: made here, handed over by a person, kept as a digest only."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

VALID_FOR = timedelta(days=30)
"""How long a link of an invitation can be used."""


def new_secret() -> str:
    """A secret that nobody guesses: 256 bits, as letters of an address."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
