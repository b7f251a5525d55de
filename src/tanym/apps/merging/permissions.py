"""Who may make two accounts one: the person whose both are, and nobody else; an office only tells them."""

from __future__ import annotations

from tanym.apps.organisations.permissions import Table

TABLE: Table = {
    "prove": frozenset({"self"}),
    "merge": frozenset({"self"}),
    "tell_twins": frozenset({"keeper"}),
}
"""Action → roles at the national centre; `self` is whoever is signed in to the account that stays."""
