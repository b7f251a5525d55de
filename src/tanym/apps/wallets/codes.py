"""The codes of an offer, made of its identifiers and the installation's secret: whoever reads the tables reads no code."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.utils.crypto import salted_hmac

from tanym.apps.wallets.models import Offer
from tanym.core.credentials.openid.encryption import encryption_key
from tanym.core.credentials.openid.offers import DIGITS


def code_of(offer: Offer) -> str:
    """The pre-authorised code: the name of the offer, and a seal that nobody can make."""
    return f"{offer.reference}.{_seal('wallets.code', offer.reference)}"


def reference_in(code: str) -> str:
    """The name of the offer that a code is of."""
    return code.partition(".")[0]


def transaction_code(offer: Offer) -> str:
    """The digits that the holder reads on the page and types into the wallet."""
    number = int(_seal("wallets.tx", str(offer.public_id)), 16) % 10**DIGITS
    return f"{number:0{DIGITS}d}"


def nonce_secret() -> bytes:
    """With what the nonces of this installation are sealed."""
    return hashlib.sha256(b"wallets.nonce" + settings.SECRET_KEY.encode()).digest()


def notification_of(offer: Offer) -> str:
    """The name under which the wallet that took an offer tells how it went."""
    return f"{offer.public_id}.{_seal('wallets.notification', offer.reference)}"


def request_key() -> dict[str, str]:
    """The key to which wallets encrypt their requests, private half included: made of the installation's secret."""
    made = hashlib.sha256(b"wallets.request" + settings.SECRET_KEY.encode()).digest()
    return encryption_key("requests", made)


def digest_of(secret: str) -> str:
    """What is kept of a secret that is random itself."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _seal(salt: str, value: str) -> str:
    return salted_hmac(salt, value, algorithm="sha256").hexdigest()
