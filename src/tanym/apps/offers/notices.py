"""Letters on standing decisions, to the office and to the commission."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import day, say
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.addresses import page_address
from tanym.apps.offers.models import StandingDecision
from tanym.apps.organisations.queries import members
from tanym.core.kernel.localized import LANGUAGES, choose


def ask_second(row: StandingDecision, *, at: datetime) -> int:
    """Ask the members of the commission to put a proposal in force: anybody but who proposed it."""
    today = timezone.localdate(at)
    asked = (one.person for one in members(row.organisation, "member", today))
    return _send(row, "asked", (one for one in asked if one != row.proposed_by), at)


def tell_proposer(row: StandingDecision, *, at: datetime) -> int:
    """Tell who proposed it that it is in force."""
    return _send(row, "in-force", [row.proposed_by], at)


def tell_changed(row: StandingDecision, *, at: datetime) -> int:
    """Tell the office that one side has changed: nobody can take it until somebody has looked at it."""
    return _send(row, "changed", _office(row, at), at)


def tell_ending(row: StandingDecision, *, at: datetime) -> int:
    """Remind the office of its last day."""
    return _send(row, "ending", _office(row, at), at)


def _office(row: StandingDecision, at: datetime) -> Iterable[Person]:
    today = timezone.localdate(at)
    yield from (one.person for one in members(row.organisation, "secretary", today))
    if row.in_force_by is not None:
        yield row.in_force_by


def _send(row: StandingDecision, name: str, people: Iterable[Person], at: datetime) -> int:
    """One letter each; how many."""
    subject, body = (
        {
            language: say(f"offers.letter.{name}.{part}", language, **_places(row, language))
            for language in LANGUAGES
        }
        for part in ("subject", "body")
    )
    address = page_address("offers:offer", row.public_id)
    to = {person.pk: person for person in people}
    for person in to.values():
        send(to=person, at=at, about=row.subject, subject=subject, body=body, address=address)
    return len(to)


def _places(row: StandingDecision, language: str) -> dict[str, str]:
    return {
        "sources": ", ".join(choose(one.titles, language)[0] for one in row.sources.all()),
        "discipline": choose(row.target["titles"], language)[0],
        "until": day(row.until, language),
    }
