"""A rehearsal of Saule's: the academic procedure of Sayram, and how she plays it through the pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tanym.apps.accounts.queries import person as find
from tanym.apps.organisations.queries import organisation
from tanym.apps.recognition.rehearsed import case_in
from tanym.apps.rehearsal.actions.begin import begin
from tanym.apps.rehearsal.models import Player, Rehearsal
from tanym.apps.rehearsal.subjects import subjects


@dataclass
class Played:
    """A rehearsal and the browser of its officer."""

    row: Rehearsal
    client: Client

    @property
    def case(self) -> Any:
        return case_in(self.row.public_id)

    def player(self, part: str, number: int = 0) -> Player:
        return list(self.row.players.select_related("person").filter(part=part))[number]

    def address(self, player: Player, page: str) -> str:
        return f"/rehearsals/{self.row.public_id}/as/{player.place}/en/{page}"

    def get(self, part: str, page: str, number: int = 0) -> HttpResponse:
        return self.client.get(self.address(self.player(part, number), page))

    def post(self, part: str, page: str, data: dict[str, Any] | None = None, number: int = 0) -> HttpResponse:
        sent = {"revision": self.case.revision, **(data or {})}
        return self.client.post(self.address(self.player(part, number), page), sent)

    def at_case(self, page: str = "") -> str:
        return f"recognition/cases/{self.case.public_id}/{page}"


@pytest.fixture
def rehearse(country: None, as_: Callable[[str], Client]) -> Callable[..., Played]:
    """Begin a rehearsal: `rehearse("saule", "sayram", "academic")`."""

    def begun(officer: str, place: str, procedure: str, which: int = 0, **given: Any) -> Played:
        at, there = timezone.localtime(), organisation(place)
        found = [one for one in subjects(there, timezone.localdate(at)) if one.procedure == procedure]
        row = begin(actor=find(officer), at=at, organisation=there, wanted=found[which].value, **given)
        return Played(row, as_(officer))

    return begun


@pytest.fixture
def played(rehearse: Callable[..., Played]) -> Played:
    """Saule's rehearsal of the academic procedure."""
    return rehearse("saule", "sayram", "academic")
