"""Vote as a member of a commission."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import code
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import Record, of, state_of
from tanym.apps.recognition.proceedings import case_of, locked, note, require, touch
from tanym.apps.recognition.seating import own_seat
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.procedures.people import with_actor
from tanym.core.procedures.state import to_json

ABSTAIN = "abstain"


def vote(*, actor: Person, at: datetime, record: Record, choice: str) -> Record:
    """Vote for one of the results that the procedure knows here, or abstain; a vote may be changed until the decision.

    Members vote at the same time, so no revision is asked for. A vote after the minutes were written opens them again.
    Raises `NotPermitted("recognition.not-seated")`, `Refused` (`recognition.stepped-aside`, `recognition.absent`, `recognition.left`),
    `InvalidValue("recognition.no-such-result")`.
    """
    permit(TABLE, "vote", actor, timezone.localdate(at), at=case_of(record).organisation)
    with transaction.atomic():
        found = locked(record)
        results = of(found).guarded(found.stage, "majority")
        require(results, found)
        held = own_seat(found, actor)
        if held.state == "recused":
            raise Refused("recognition.stepped-aside")
        if held.state == "absent":
            raise Refused("recognition.absent")
        if held.left_on is not None:
            raise Refused("recognition.left")
        if choice != ABSTAIN and choice not in {row.do for row in results}:
            raise InvalidValue("recognition.no-such-result")
        if held.vote == choice:
            return found
        held.vote, held.voted_at = choice, at
        held.save()
        found.case = to_json(with_actor(of(found).procedure, state_of(found), results[0].by[0], code(actor)))
        touch(found, actor=actor, act="vote")
        note(found, actor=actor, at=at, verb="vote")
        return found
