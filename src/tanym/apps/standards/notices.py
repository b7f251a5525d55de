"""Letters about proposals to the registers of this room."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.addresses import page_address
from tanym.apps.organisations.queries import members, organisation
from tanym.apps.standards.contents import keeper
from tanym.apps.standards.models import Proposal
from tanym.apps.standards.permissions import KEEPERS
from tanym.core.kernel.localized import LANGUAGES, choose


def ask_second(proposal: Proposal, *, at: datetime) -> None:
    """Ask the other keepers of the register to look at a proposal."""
    on = timezone.localdate(at)
    at_keeper = organisation(keeper(proposal.register))
    held = [one.person for role in sorted(KEEPERS) for one in members(at_keeper, role, on)]
    for person in dict.fromkeys(held):
        if person.pk != proposal.proposed_by_id:
            _write(proposal, person, "standards.letter.second", at=at)


def tell_proposer(proposal: Proposal, code: str, *, at: datetime) -> None:
    """Tell the person who proposed it what became of it."""
    _write(proposal, proposal.proposed_by, code, at=at)


def _write(proposal: Proposal, to: Person, code: str, *, at: datetime) -> None:
    titles = {language: choose(proposal.titles, language)[0] for language in LANGUAGES}
    remarks = {language: choose(proposal.remarks, language)[0] for language in LANGUAGES}
    send(
        to=to,
        at=at,
        about=f"standards.proposal:{proposal.public_id}",
        subject={one: say(f"{code}.subject", one, title=titles[one]) for one in LANGUAGES},
        body={
            one: say(
                f"{code}.body",
                one,
                title=titles[one],
                code=proposal.code,
                since=str(proposal.since),
                remarks=remarks[one],
            )
            for one in LANGUAGES
        },
        address=page_address("standards:proposal", proposal.public_id),
    )
