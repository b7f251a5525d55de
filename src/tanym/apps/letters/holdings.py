"""What the room `letters` keeps about people."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.holdings import Fate, Holding, Own
from tanym.apps.letters.models import Letter


def _clear(subject: str, at: datetime) -> int:
    return Letter.objects.filter(about=subject).delete()[0]


HOLDING = Holding(
    "letters",
    own=(
        Own("Letter", "to", Fate.TERM, ground="letter", term="keep.cases"),
        Own("Message", "to", Fate.TERM, ground="message", by="email", hidden=("headers",)),
        Own("MailChoice", "person", Fate.GOES, ground="own", hidden=("token",), doubled=True),
    ),
    clear=_clear,
)
