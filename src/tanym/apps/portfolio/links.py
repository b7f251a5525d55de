"""The secret of a link by which a question is answered: nobody guesses it, and of it only a digest is kept."""

from __future__ import annotations

import base64
import hashlib
from uuid import UUID

from django.utils.crypto import salted_hmac

from tanym.apps.audit.key_store import general_secrets
from tanym.apps.audit.secrets_kept import keyed

LETTERS = 32
"""Of base64url: 192 bits."""


def secret(question: UUID, kept: str = "") -> str:
    """The secret of a question: made of this installation's own secret, so that a reminder holds the same link.

    `kept` is the digest that was kept of it: where the installation's secret has changed since, the earlier one counts.
    """
    made = [_made(question, one) for one in general_secrets()]
    return next((one for one in made if digest(one) == kept), made[0])


def digest(given: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(b"tanym portfolio link\0" + given.encode("utf-8", "replace")).hexdigest()


def address_digest(email: str) -> str:
    """What tells the same address again after it was erased; useless without this installation's own secret."""
    return address_digests(email)[0]


def address_digests(email: str) -> tuple[str, ...]:
    """The digests of an address under every secret that counts."""
    return keyed("tanym.apps.portfolio.address", email.strip().casefold())


def _made(question: UUID, general: str) -> str:
    made = salted_hmac(
        "tanym.apps.portfolio.link", str(question), secret=general, algorithm="sha256"
    ).digest()
    return base64.urlsafe_b64encode(made).decode("ascii")[:LETTERS]
