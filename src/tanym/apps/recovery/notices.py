"""The mail with the link, and the letters that say what happened to a password."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say
from tanym.apps.letters.actions.leave_after_commit import leave_after_commit
from tanym.apps.letters.actions.queue import queue
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.addresses import page_address
from tanym.apps.recovery.links import link
from tanym.core.kernel.localized import LANGUAGES


def mail(*, at: datetime, address: str, accounts: Sequence[Person], language: str, about: str) -> None:
    """One mail to one address: a link for each account, or that there is none. Either costs the page the same time."""
    if accounts:
        address, language = accounts[0].email, accounts[0].language
        each = (
            say("recovery.mail.account", language, name=one.username, link=link(one, language))
            for one in accounts
        )
        text = say("recovery.mail.text", language, links="\n\n".join(each))
    else:
        text = say("recovery.mail.none", language)
    queue(
        at=at,
        kind="mail",
        to=address,
        subject=say("recovery.mail.subject", language),
        text=text,
        about=about,
    )
    leave_after_commit()


def mail_code(person: Person, code: str, *, at: datetime, address: str) -> None:
    """The code by which a new address is given to an account; it says nothing of whose."""
    _mail("recovery.code", person, at=at, address=address, code=code)


def tell_former(person: Person, *, at: datetime, address: str) -> None:
    """A mail to the address that an account had: whoever reads there may know better."""
    _mail("recovery.former", person, at=at, address=address)


def _mail(what: str, person: Person, *, at: datetime, address: str, **words: str) -> None:
    queue(
        at=at,
        kind="mail",
        to=address,
        subject=say(f"{what}.subject", person.language),
        text=say(f"{what}.text", person.language, **words),
        about=f"{what}:{person.public_id}",
    )
    leave_after_commit()


def tell(to: Person, code: str, *, at: datetime, organisation: dict[str, str] | None = None) -> None:
    """A letter by the code of its subject and body."""
    said = {} if organisation is None else organisation
    subject, body = (
        {
            language: say(f"{code}.{part}", language, organisation=said.get(language, ""))
            for language in LANGUAGES
        }
        for part in ("subject", "body")
    )
    send(
        to=to,
        at=at,
        about=f"accounts.person:{to.public_id}",
        subject=subject,
        body=body,
        address=page_address("accounts:mine"),
    )
