"""The background work of sending new codes to everybody who has not claimed their document."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.claims import queries
from tanym.apps.claims.actions.send_again import send_again
from tanym.apps.claims.models import Claim
from tanym.apps.claims.standings import OPEN, standing
from tanym.apps.jobs.kinds import Progress

A_PIECE = 20
"""So many codes leave between two looks at whether to stop."""


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
