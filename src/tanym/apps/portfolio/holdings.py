"""What the room `portfolio` keeps about people."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.holdings import Erased, Fate, Holding, Own
from tanym.apps.accounts.models import Person
from tanym.apps.portfolio.actions.erase import erase


def _erase(person: Person, at: datetime) -> Erased:
    done = erase(actor=person, at=at, person=person)
    return Erased(done.items, done.kept)


HOLDING = Holding(
    "portfolio",
    own=(
        Own("Item", "owner", Fate.GOES, ground="own", doubled=True),
        Own("Question", "item__owner", Fate.GOES, ground="own", hidden=("digest", "address_digest", "email")),
    ),
    acts={
        "Question": ("asked_by",),
    },
    erase=_erase,
)
