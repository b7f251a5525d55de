"""The keys of this installation, sealed with its secret."""

from __future__ import annotations

from django.conf import settings

from tanym.adapters.signing.envelope import Seals
from tanym.adapters.signing.files import KeyStore


def key_store() -> KeyStore:
    """The folder of keys; without a secret of their own they are sealed with one that is made of `TANYM_SECRET_KEY`."""
    return KeyStore(settings.TANYM.var / "keys", seals())


def seals() -> Seals:
    """What seals a secret of this installation before it is kept."""
    today, *earlier = secrets()
    return Seals(today, earlier)


def secrets() -> tuple[str, ...]:
    """The secrets of this installation that seal: that of today first, then earlier ones and the general ones."""
    own = settings.TANYM.key_secret.get_secret_value()
    general, *before = general_secrets()
    earlier = _listed(settings.TANYM.key_secrets_before.get_secret_value())
    return tuple(dict.fromkeys([own or general, *earlier, general, *before]))


def general_secrets() -> tuple[str, ...]:
    """`TANYM_SECRET_KEY` of today, then those that it has replaced and that count for a while still."""
    given = settings.TANYM
    return (given.secret_key.get_secret_value(), *_listed(given.secret_keys_before.get_secret_value()))


def _listed(given: str) -> list[str]:
    return [one for one in given.split(",") if one]
