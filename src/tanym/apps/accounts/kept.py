"""What the room `accounts` keeps about people, and the journal below it, which knows nobody by name."""

from __future__ import annotations

from tanym.apps.accounts.holdings import Fate, Holding, Own

HOLDING = Holding(
    "accounts",
    own=(Own("Person", "pk", Fate.TERM, ground="account", hidden=("password", "hint")),),
)

JOURNAL = Holding(
    "audit",
    own=(Own("Act", "actor", Fate.STAYS, ground="journal", by="public_id", hidden=("salt", "covers")),),
    apart=("LogTile",),
)
