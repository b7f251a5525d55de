"""What the room `accounts` keeps about people, and the journal below it, which knows nobody by name."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.holdings import Fate, Holding, Own
from tanym.apps.accounts.models import Identity, Person
from tanym.apps.accounts.numbers import move_seal


def _hand_over(source: Person, target: Person, at: datetime) -> int:
    """The number has changed hands; it is sealed under the name of its row's person, so it is sealed anew."""
    row = Identity.objects.select_related("person").filter(person=target).first()
    if row is not None:
        move_seal(row, source)
    return 0


HOLDING = Holding(
    "accounts",
    own=(
        Own("Person", "pk", Fate.TERM, ground="account", hidden=("password", "hint")),
        Own("Identity", "person", Fate.GOES, ground="own", hidden=("sealed", "mark"), doubled=True),
    ),
    acts={"Person": ("merged_into",)},
    hand_over=_hand_over,
)

JOURNAL = Holding(
    "audit",
    own=(Own("Act", "actor", Fate.STAYS, ground="journal", by="public_id", hidden=("salt", "covers")),),
    apart=("LogTile",),
)
