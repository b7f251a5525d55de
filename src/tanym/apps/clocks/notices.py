"""The notice of an extension, or of a term that ends soon: the letter that the pack names, to the applicants."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from tanym.apps.accounts.words import day
from tanym.apps.clocks.kinds import Held
from tanym.apps.clocks.proceedings import pinned
from tanym.apps.letters.actions.send import send
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.localized import LANGUAGES, choose


def tell(held: Held, letter: str, *, due: date, why: str, at: datetime) -> None:
    """Send the letter to every applicant, in three languages. Raises `InvalidValue("letter.unknown")`."""
    text = pinned(held.state).letters.get(letter)
    if text is None:
        raise InvalidValue("letter.unknown", name=letter)
    subject, body = {}, {}
    for language in LANGUAGES:
        subject[language], body[language] = text.write(
            language,
            {
                "case": held.number,
                "subject": f"«{choose(held.titles, language)[0]}»",
                "organisation": choose(held.organisation.names, language)[0],
                "on": day(timezone.localdate(at), language),
                "due": day(due, language),
                "reasons": why.strip().rstrip("."),
            },
        )
    for person in held.applicants:
        send(to=person, at=at, about=held.subject, subject=subject, body=body, address=held.address)
