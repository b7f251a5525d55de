"""What stands above every page of a rehearsal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from tanym.apps.clocks.proceedings import code
from tanym.apps.recognition.rehearsed import appealed, waits_for
from tanym.apps.rehearsal.models import Player, Rehearsal
from tanym.apps.rehearsal.staging import today_in


@dataclass(frozen=True, slots=True)
class Banner:
    """Which rehearsal it is, who is played now, who could be, whose act is due, which day it is there.

    `page` and `switch` are addresses on the real platform, where the officer is themself.
    """

    rehearsal: Rehearsal
    player: Player | None
    players: Sequence[Player]
    due: Sequence[Player]
    today: date
    page: str
    switch: str


def _of_offices(players: Sequence[Player], waiting: Collection[str], *, appealed: bool) -> list[Player]:
    """One for each office: whoever was invented for the appeal hears it, the first decision is for somebody else."""
    found: dict[str, Player] = {}
    for one in players:
        if one.part in waiting and (appealed or one.part not in found):
            found[one.part] = one
    return list(found.values())


def banner(rehearsal: Rehearsal, case: Any, player: Player | None = None) -> Banner:
    """The banner for one page."""
    players = list(rehearsal.players.select_related("person"))
    waiting = waits_for(case)
    people = [one for one in players if code(one.person) in waiting]
    due = people or _of_offices(players, waiting, appealed=appealed(case))
    return Banner(
        rehearsal,
        player,
        players,
        due,
        today_in(rehearsal),
        reverse("rehearsal:page", args=[rehearsal.public_id]),
        reverse("rehearsal:switch", args=[rehearsal.public_id]),
    )
