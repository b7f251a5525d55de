"""Letters about another account: never whose it is."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.addresses import page_address
from tanym.apps.merging.queries import about
from tanym.core.kernel.localized import LANGUAGES


def tell(to: Person, code: str, *, at: datetime, what: str, page: str = "merging:start") -> None:
    """A letter by the code of its subject and body; it leads to a page of the person's own."""
    subject, body = (
        {language: say(f"{code}.{part}", language) for language in LANGUAGES} for part in ("subject", "body")
    )
    send(to=to, at=at, about=about(to, what), subject=subject, body=body, address=page_address(page))
