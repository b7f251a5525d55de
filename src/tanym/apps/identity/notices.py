"""Letters to a person about their identity document."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.words import say
from tanym.apps.identity.models import Check
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.addresses import page_address
from tanym.core.kernel.localized import LANGUAGES, choose


def tell(of: Check, what: str, *, at: datetime) -> None:
    """A letter that the number was confirmed, was not, or is not any more."""
    words = {
        language: {"organisation": choose(of.organisation.names, language)[0], "reason": of.reason}
        for language in LANGUAGES
    }
    subject, body = (
        {
            language: say(f"identity.letter.{what}.{part}", language, **words[language])
            for language in LANGUAGES
        }
        for part in ("subject", "body")
    )
    send(
        to=of.person,
        at=at,
        about=of.subject,
        subject=subject,
        body=body,
        address=page_address("identity:mine"),
    )
