"""What the room `files` keeps about people."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.holdings import Erased, Fate, Holding, Own
from tanym.apps.accounts.models import Person
from tanym.apps.files.actions.erase import erase
from tanym.apps.files.models import StoredFile


def _erase(person: Person, at: datetime) -> Erased:
    """Content goes from the disk with the last row of it; what a case shows stays with the case."""
    own = StoredFile.objects.filter(owner=person).order_by("pk")
    gone = [erase(actor=person, at=at, stored=one) for one in own]
    return Erased(sum(gone), len(gone) - sum(gone))


HOLDING = Holding(
    "files",
    own=(Own("StoredFile", "owner", Fate.GOES, ground="own"),),
    erase=_erase,
)
