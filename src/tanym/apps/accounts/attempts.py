"""Counts failed sign-ins, so that nobody can try out passwords one after another."""

from __future__ import annotations

import hashlib

from django.core.cache import cache

MOST_FOR_A_NAME = 10
MOST_FROM_AN_ADDRESS = 100
WINDOW = 15 * 60
"""Seconds from the first failure until it is forgotten."""


def too_many(name: str, address: str) -> bool:
    """Whether a sign-in by this name or from this network address has to wait, whatever the password."""
    return any(cache.get(key, 0) >= most for key, most in _counted(name, address))


def failed(name: str, address: str) -> None:
    """Count a failure; each server process counts on its own."""
    for key, _most in _counted(name, address):
        cache.add(key, 0, WINDOW)
        cache.incr(key)


def succeeded(name: str, address: str) -> None:
    """Forget the failures of this name."""
    cache.delete(_counted(name, address)[0][0])


def _counted(name: str, address: str) -> tuple[tuple[str, int], tuple[str, int]]:
    return (_key("name", name.casefold()), MOST_FOR_A_NAME), (_key("from", address), MOST_FROM_AN_ADDRESS)


def _key(kind: str, value: str) -> str:
    """A digest: no name of a person stands in the cache."""
    return f"sign-in:{kind}:{hashlib.sha256(value.encode()).hexdigest()}"
