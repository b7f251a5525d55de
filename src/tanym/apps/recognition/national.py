"""The service that verifies national digital signatures for this installation, and how numbers of people are compared."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

from tanym.adapters.national_signature import NationalSignatures
from tanym.apps.accounts.models import Person
from tanym.apps.audit.key_store import secrets
from tanym.apps.audit.secrets_kept import seal, unseal
from tanym.apps.recognition.models import NationalMark
from tanym.core.kernel.errors import InvalidValue, Refused


def is_set() -> bool:
    """Whether the operator has named a service; without it nobody can sign so here."""
    return bool(settings.TANYM.national_signature)


def service() -> NationalSignatures:
    """The service. Raises `Refused("national.not-set")` where the operator has named none."""
    if not is_set():
        raise Refused("national.not-set")
    return NationalSignatures(settings.TANYM.national_signature)


def marks_of(number: str) -> tuple[str, ...]:
    """The keyed digests of a person's number, that of the secret of today first, then of earlier ones.

    Equal for equal numbers, and of no use to who lacks the secret.
    """
    return tuple(_mark(number, secret) for secret in secrets())


def keep(row: NationalMark, number: str) -> None:
    """Put the number into the row, marked and sealed with the secret of today; the caller saves it."""
    row.mark = marks_of(number)[0]
    row.sealed = seal(number, sealed_name(row.person))


def sealed_name(person: Person) -> str:
    """The name under which a number is sealed, so that no two of them can be exchanged."""
    return f"recognition.national-mark:{person.public_id}"


def move_seal(row: NationalMark, before: Person) -> None:
    """Seal a number that was `before`'s under the name of the person whose it is now; where it is that already, nothing."""
    try:
        unseal(row.sealed, sealed_name(row.person))
    except InvalidValue:
        keep(row, unseal(row.sealed, sealed_name(before)))
        row.save(update_fields=["mark", "sealed"])


def _mark(number: str, secret: str) -> str:
    key = hashlib.sha256(b"tanym national mark " + secret.encode()).digest()
    return hmac.new(key, number.encode(), hashlib.sha256).hexdigest()
