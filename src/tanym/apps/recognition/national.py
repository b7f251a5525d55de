"""The service that verifies national digital signatures for this installation, and how numbers of people are compared."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

from tanym.adapters.national_signature import NationalSignatures
from tanym.core.kernel.errors import Refused


def is_set() -> bool:
    """Whether the operator has named a service; without it nobody can sign so here."""
    return bool(settings.TANYM.national_signature)


def service() -> NationalSignatures:
    """The service. Raises `Refused("national.not-set")` where the operator has named none."""
    if not is_set():
        raise Refused("national.not-set")
    return NationalSignatures(settings.TANYM.national_signature)


def mark_of(number: str) -> str:
    """The keyed digest of a person's number: equal for equal numbers, and of no use to who lacks the secret."""
    given = settings.TANYM
    secret = given.key_secret.get_secret_value() or given.secret_key.get_secret_value()
    key = hashlib.sha256(b"tanym national mark " + secret.encode()).digest()
    return hmac.new(key, number.encode(), hashlib.sha256).hexdigest()
