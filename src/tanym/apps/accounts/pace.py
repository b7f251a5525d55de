"""How often something was done by one name or from one network address, within a window of time."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def network_address(request: HttpRequest) -> str:
    """Where a request comes from. Behind a proxy: the last entry that it has added, for a visitor may write the others."""
    if settings.TANYM.behind_proxy and (said := request.headers.get("X-Forwarded-For", "")):
        return said.rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR", "")


def times(what: str, value: str) -> int:
    """How often it was noted; each server process counts on its own."""
    return int(cache.get(_key(what, value), 0))


def note(what: str, value: str, seconds: int, count: int = 1) -> int:
    """Note it `count` times more; forgotten `seconds` after the first time. Returns how often it was."""
    key = _key(what, value)
    if cache.add(key, count, seconds):
        return count
    try:
        return int(cache.incr(key, count))
    except ValueError:  # forgotten in between
        return count


def forget(what: str, value: str) -> None:
    """Begin to count anew."""
    cache.delete(_key(what, value))


def _key(what: str, value: str) -> str:
    """A digest: no name of a person stands in the cache."""
    return f"pace:{what}:{hashlib.sha256(value.encode()).hexdigest()}"
