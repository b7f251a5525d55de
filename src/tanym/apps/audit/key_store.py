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
    """The secrets of this installation that seal: that of today first, then earlier ones and the general one."""
    given = settings.TANYM
    general = given.secret_key.get_secret_value()
    own = given.key_secret.get_secret_value()
    earlier = [one for one in given.key_secrets_before.get_secret_value().split(",") if one]
    return tuple(dict.fromkeys([own or general, *earlier, general]))
