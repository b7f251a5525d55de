"""Letters of endorsements: to those who are asked, and to whoever asked."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say
from tanym.apps.endorsements.models import Endorsement
from tanym.apps.endorsements.queries import ANSWERING, subject
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.addresses import page_address
from tanym.apps.organisations.queries import members
from tanym.core.kernel.localized import LANGUAGES, choose


def tell_asked(one: Endorsement, *, at: datetime) -> None:
    """A letter to everybody at the organisation who may answer."""
    on = timezone.localdate(at)
    people = {m.person_id: m.person for role in ANSWERING for m in members(one.endorser, role, on)}
    for person in people.values():
        _send(one, person, "asked", at)


def tell_answered(one: Endorsement, *, at: datetime) -> None:
    """A letter to whoever asked: confirmed, declined or revoked."""
    _send(one, one.asked_by, one.state, at)


def _send(one: Endorsement, to: Person, what: str, at: datetime) -> None:
    code = f"endorsement.letter.{what}"
    owner = one.micro_qualification.owner
    places = {
        x: {
            "title": choose(one.version.titles, x)[0],
            "endorser": choose(one.endorser.names, x)[0],
            "owner": choose(owner.names, x)[0],
            "message": one.message,
            "reason": one.reason,
        }
        for x in LANGUAGES
    }
    send(
        to=to,
        at=at,
        about=subject(one),
        address=page_address("endorsements:endorsement", one.public_id),
        subject={x: say(f"{code}-subject", x, **places[x]) for x in LANGUAGES},
        body={x: say(code, x, **places[x]) for x in LANGUAGES},
    )
