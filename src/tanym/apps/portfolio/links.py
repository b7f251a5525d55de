"""The secret of a link by which a question is answered: nobody guesses it, and of it only a digest is kept."""

from __future__ import annotations

import base64
import hashlib
from uuid import UUID

from django.utils.crypto import salted_hmac

LETTERS = 32
"""Of base64url: 192 bits."""


def secret(question: UUID) -> str:
    """The secret of a question: made of this installation's own secret, so that a reminder holds the same link."""
    made = salted_hmac("tanym.apps.portfolio.link", str(question), algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made).decode("ascii")[:LETTERS]


def digest(given: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(b"tanym portfolio link\0" + given.encode("utf-8", "replace")).hexdigest()


def address_digest(email: str) -> str:
    """What tells the same address again after it was erased; useless without this installation's own secret."""
    plain = email.strip().casefold()
    return salted_hmac("tanym.apps.portfolio.address", plain, algorithm="sha256").hexdigest()
