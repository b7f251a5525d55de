"""Counts failed sign-ins, so that nobody can try out passwords one after another."""

from __future__ import annotations

from tanym.apps.accounts import pace

MOST_FOR_A_NAME = 10
MOST_FROM_AN_ADDRESS = 100
WINDOW = 15 * 60
"""Seconds from the first failure until it is forgotten."""

NAME, ADDRESS = "sign-in-name", "sign-in-address"


def too_many(name: str, address: str) -> bool:
    """Whether a sign-in by this name or from this network address has to wait, whatever the password."""
    return (
        pace.times(NAME, name.casefold()) >= MOST_FOR_A_NAME
        or pace.times(ADDRESS, address) >= MOST_FROM_AN_ADDRESS
    )


def failed(name: str, address: str) -> None:
    """Count a failure."""
    pace.note(NAME, name.casefold(), WINDOW)
    pace.note(ADDRESS, address, WINDOW)


def succeeded(name: str) -> None:
    """Forget the failures of this name."""
    pace.forget(NAME, name.casefold())
