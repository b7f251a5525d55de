"""What the room `portfolio` keeps about people."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.holdings import Erased, Fate, Holding, Own, erase_rows
from tanym.apps.accounts.models import Person
from tanym.apps.portfolio.actions.erase import erase
from tanym.apps.portfolio.models import RegisterDocument
from tanym.apps.portfolio.registered import lapses


def _erase(person: Person, at: datetime) -> Erased:
    done = erase(actor=person, at=at, person=person)
    return Erased(done.items, done.kept) + erase_rows(RegisterDocument.objects.filter(person=person))


ALIKE = (
    "kind", "title", "provider", "dated", "minutes", "text", "joint", "own_share", "award", "register", "digest",
)  # fmt: skip
"""All that an item says: two that differ in nothing of it are one."""

HOLDING = Holding(
    "portfolio",
    own=(
        Own("Item", "owner", Fate.GOES, ground="own", doubled=True, alike=ALIKE),
        Own("RegisterDocument", "person", Fate.GOES, ground="elsewhere", hidden=("mark",)),
        Own("Question", "item__owner", Fate.GOES, ground="own", hidden=("digest", "address_digest", "email")),
    ),
    acts={
        "Question": ("asked_by",),
        "RegisterDocument": ("brought_by",),
    },
    erase=_erase,
    lapses=lapses,
)
