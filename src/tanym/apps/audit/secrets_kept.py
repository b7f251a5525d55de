"""Secrets that rest in tables, sealed with the installation's own before they are kept."""

from __future__ import annotations

from tanym.apps.audit.key_store import seals


def seal(secret: str, name: str) -> str:
    """The sealed form; it opens under this name only."""
    return seals().seal(secret.encode(), name).decode("ascii")


def unseal(sealed: str, name: str) -> str:
    """What was sealed. Raises `Refused("credential.key-locked")` or `InvalidValue("credential.key-malformed")`."""
    return seals().open(sealed.encode("ascii"), name).content.decode()
