"""Find what an official register says of oneself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts import identities, pace
from tanym.apps.accounts.marked_numbers import given_marks
from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.permissions import permit
from tanym.apps.portfolio.permissions import TABLE
from tanym.apps.portfolio.queries import register_documents
from tanym.apps.portfolio.registered import give_up, put_in, unclaimed
from tanym.core.kernel.errors import Refused

MOST, WINDOW = 10, 24 * 60 * 60
"""Numbers that somebody may try in so many seconds: whoever tries out others' learns little."""


def claim_documents(*, actor: Person, at: datetime, number: str = "") -> int:
    """Put what was brought in for the actor's personal number into their portfolio; how many documents are new to them.

    Where the personal number is proved, everything that waits for it. Where it was only typed, the one document whose
    `number` in the register the actor has, too, and the evidence says that nobody has looked who they are. A document
    that they removed from the portfolio comes back into it, and one that somebody else got by typing the number goes over
    to whoever proves it. Raises `Refused` (`register-document.no-number` where no
    personal number was given, `register-document.not-found`, `register-document.too-often`).
    """
    permit(TABLE, "claim_documents", actor, timezone.localdate(at), owner=actor)
    proved, given = identities.proved(actor), given_marks(actor)
    if not given:
        raise Refused("register-document.no-number")
    if pace.note("register-document", str(actor.pk), WINDOW) > MOST:
        raise Refused("register-document.too-often")
    wanted = " ".join(number.split())
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=actor.pk)
        waiting = unclaimed(given, proved=proved)
        found = [one for one in waiting if proved or one.number == wanted]
        new = sum(one.person_id != actor.pk for one in found)
        for one in found:
            if one.person_id not in (None, actor.pk):
                give_up(one, at)
            one.person, one.mark, one.proved = actor, "" if proved else one.mark, proved
            one.save(update_fields=["person", "mark", "proved"])
            record(
                actor=actor,
                at=at,
                action="portfolio.claim_documents",
                subject=one.subject,
                details={"proved": proved},
            )
        own = list(register_documents(actor).filter(annulled_on=None))
        for one in own:
            put_in(one, at)
        if not found and not any(not wanted or one.number == wanted for one in own):
            raise Refused("register-document.not-found")
        return new
