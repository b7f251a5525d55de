"""Send new codes to everybody who has not claimed their document, as one piece of long work."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.claims import queries
from tanym.apps.claims.actions.send_again import send_again
from tanym.apps.claims.models import Claim
from tanym.apps.claims.permissions import TABLE
from tanym.apps.claims.standings import OPEN, standing
from tanym.apps.jobs.actions.start import start
from tanym.apps.jobs.kinds import Progress
from tanym.apps.jobs.models import Job
from tanym.apps.organisations.permissions import permit

KIND = "claims.send-to-all"
A_PIECE = 20
"""So many codes leave between two looks at whether to stop."""


def send_to_all(*, actor: Person, at: datetime) -> Job:
    """Begin the work; each code is journalled as it leaves. Raises `NotPermitted`, `Refused("jobs.one-already")`."""
    permit(TABLE, "send_again", actor, timezone.localdate(at))
    return start(actor=actor, at=at, kind=KIND, arguments={"actor": str(actor.public_id)})


def run(arguments: dict[str, Any], progress: Progress) -> None:
    """The work: those whose code is the oldest come first. Stopped, what has left stays."""
    actor = Person.objects.get(public_id=arguments["actor"])
    now = timezone.now()
    waiting = standing(queries.followed(actor, timezone.localdate(now)), now)
    waiting = waiting.filter(state__in=OPEN).exclude(state="disowned").exclude(way=Claim.Way.PAPER)
    keys = list(waiting.order_by("made_at", "pk").values_list("pk", flat=True))
    for start_ in range(0, len(keys), A_PIECE):
        progress(start_, len(keys))
        piece = keys[start_ : start_ + A_PIECE]
        found = queries.followed(actor, timezone.localdate()).in_bulk(
            piece
        )  # who is registrar no more sends none
        send_again(actor=actor, at=timezone.now(), claims=[found[pk] for pk in piece if pk in found])
    progress(len(keys), len(keys))
