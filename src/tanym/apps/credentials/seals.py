"""Seals of organisations that this installation holds, and the authorities of seals that it trusts."""

from __future__ import annotations

from django.conf import settings

from tanym.adapters.contexts import installed_contexts
from tanym.adapters.seals.file import SealStore
from tanym.apps.organisations.models import Organisation
from tanym.core.credentials.certificates import Sealer
from tanym.core.credentials.contexts import Contexts


def seal_of(body: Organisation) -> Sealer | None:
    """The organisation's seal; None where this installation holds none.

    Raises `Refused("credential.key-exposed")` or `InvalidValue("credential.seal-unreadable")`.
    """
    store = _store()
    return store.sealer(body.code) if store.has(body.code) else None


def has_seal(body: Organisation) -> bool:
    """Whether this installation holds a seal of the organisation."""
    return _store().has(body.code)


def authorities() -> tuple[bytes, ...]:
    """The certificates (DER) of the authorities whose seals are trusted: `var/seals/roots/*.pem`."""
    return _store().roots()


def contexts() -> Contexts:
    """The contexts of this installation: the bundled ones and those that an operator brought."""
    return installed_contexts(settings.TANYM.var / "contexts")


def _store() -> SealStore:
    return SealStore(settings.TANYM.var / "seals")
