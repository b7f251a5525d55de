"""The long work of issuing whatever waits at a body: in pieces, which several processes share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.credentials.actions.issue_many import issue_many
from tanym.apps.credentials.batch import KIND
from tanym.apps.jobs.kinds import Pieces, Task
from tanym.apps.jobs.models import Job
from tanym.apps.jobs.pieces import results
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.queries import awards_to_issue

A_PIECE = 250
"""So many credentials are written in one transaction."""


def split(arguments: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    """What waits at the body when the work begins, a piece at a time."""
    yield from pieces(organisation(arguments["body"]))


def pieces(body: Organisation) -> Iterator[tuple[int, dict[str, Any]]]:
    """How many, and which."""
    waiting = list(awards_to_issue().filter(awarding_body=body).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(waiting), A_PIECE):
        piece = waiting[start : start + A_PIECE]
        yield len(piece), {"awards": piece}


def do(arguments: dict[str, Any], task: Task) -> None:
    """One piece, in the name of the registrar who asked for it."""
    actor = Person.objects.get(public_id=arguments["actor"])
    issue_many(actor=actor, at=timezone.now(), body=organisation(arguments["body"]), task=task)


WORK = Pieces(split, do)


def hindered(body: Organisation, person: Person) -> list[tuple[str, int]]:
    """What stood in the way of issuing in the last work that this person began for the body, and of how many awards."""
    jobs = Job.objects.filter(kind=KIND, started_by=person, arguments__body=body.code)
    last = jobs.order_by("-created_at", "-pk").first()
    codes = Counter(code for result in (results(last) if last else ()) for _award, code in result["failed"])
    return codes.most_common()


@dataclass(slots=True)
class Alone:
    """A piece that one process does from memory (implements `Task`): killed, it leaves nothing behind but places not used."""

    content: dict[str, Any]
    result: dict[str, Any] = field(default_factory=dict)

    def keep(self, content: dict[str, Any]) -> None:
        """Nobody takes it up again."""
        self.content = content

    def finish(self, result: dict[str, Any]) -> None:
        """What came of it."""
        self.result = result


def issue_everything(at: datetime) -> Iterator[dict[str, Any]]:
    """Issue what waits at every body, as the platform itself; what came of each piece."""
    bodies = Organisation.objects.filter(awards__in=awards_to_issue()).distinct().order_by("code")
    for body in bodies:
        for _size, content in pieces(body):
            yield issue_many(actor=None, at=at, body=body, task=Alone(content))
