"""Letters of registers: a subscription that was switched off, an entry that ends soon, a proposal that was decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import day, say
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.addresses import page_address
from tanym.apps.organisations.queries import members, organisation
from tanym.apps.registers.models import Entry, Proposal, Subscription
from tanym.apps.registers.queries import definition
from tanym.core.kernel.localized import LANGUAGES, choose


def switched_off(of: Subscription, *, at: datetime) -> None:
    """Tell who subscribed that nothing is sent to the address any more, and how it goes on."""
    _write(
        of.by,
        "register.letter.switched-off",
        at=at,
        about=f"registers.subscription:{of.public_id}",
        address=page_address("registers:subscription", of.public_id),
        places=lambda _: {"address": of.address},
    )


def to_confirm(of: Proposal, *, at: datetime) -> None:
    """Ask the other keepers of the register to confirm or decline."""
    keeper = organisation(definition(of.register).keeper)
    people = {one.person for one in members(keeper, "keeper", timezone.localdate(at))} - {of.by}
    for person in sorted(people, key=lambda one: one.pk):
        _of_proposal(of, person, "register.letter.to-confirm", at=at)


def decided(of: Proposal, *, at: datetime) -> None:
    """Tell who proposed it what became of it."""
    _of_proposal(of, of.by, f"register.letter.{of.state}", at=at)


def ends_soon(of: Entry, to: Person, ends_on: date, *, at: datetime) -> None:
    """Say when an entry ends."""
    _write(
        to,
        "register.letter.ends-soon",
        at=at,
        about=f"registers.entry:{of.public_id}",
        address=f"/registers/{of.register}/{of.public_id}/",
        places=lambda language: {
            "register": choose(definition(of.register).words, language)[0],
            "number": of.number,
            "day": day(ends_on, language),
        },
    )


def _of_proposal(of: Proposal, to: Person, code: str, *, at: datetime) -> None:
    _write(
        to,
        code,
        at=at,
        about=f"registers.proposal:{of.public_id}",
        address=page_address("registers:proposal", of.public_id),
        places=lambda language: {
            "register": choose(definition(of.register).words, language)[0],
            "act": say(f"register.act.{of.act}", language),
            "by": of.by.name(language),
            "other": of.decided_by.name(language) if of.decided_by else "",
            "remarks": of.remarks,
        },
    )


def _write(
    to: Person,
    code: str,
    *,
    at: datetime,
    about: str,
    address: str,
    places: Callable[[str], dict[str, object]],
) -> None:
    send(
        to=to,
        at=at,
        about=about,
        subject={language: say(f"{code}.subject", language, **places(language)) for language in LANGUAGES},
        body={language: say(f"{code}.body", language, **places(language)) for language in LANGUAGES},
        address=address,
    )
