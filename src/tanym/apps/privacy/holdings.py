"""What the room `privacy` keeps about people."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.holdings import Erased, Fate, Holding, Own, erase_rows
from tanym.apps.accounts.models import Person
from tanym.apps.files.actions.erase import erase as erase_file
from tanym.apps.privacy.models import Choice, Export


def _erase(person: Person, at: datetime) -> Erased:
    gone = erase_rows(Choice.objects.filter(person=person))
    for one in Export.objects.filter(person=person).select_related("file"):
        stored = one.file
        one.delete()
        if stored is not None:
            erase_file(actor=person, at=at, stored=stored)
        gone += Erased(1)
    return gone


HOLDING = Holding(
    "privacy",
    own=(
        Own("Consent", "person", Fate.STAYS, ground="consent"),
        Own("Export", "person", Fate.GOES, ground="export"),
        Own("Choice", "person", Fate.GOES, ground="own", doubled=True),
    ),
    acts={"Consent": ("answered_by",)},
    erase=_erase,
)
