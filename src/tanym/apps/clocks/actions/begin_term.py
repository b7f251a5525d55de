"""Write down a term that the law sets beside the clocks of a procedure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone

from tanym.apps.audit.playing import playing
from tanym.apps.clocks.kinds import Held
from tanym.apps.clocks.models import Term


def begin_term(
    found: Held,
    *,
    name: str,
    due_on: date,
    waits_for: str,
    words: Mapping[str, Mapping[str, str]],
    at: datetime,
) -> Term | None:
    """A term of a case that no state of its procedure holds: until when the office answers what a person asked for.

    It stands in the lists of terms with the others and is late like them; no step of a procedure and no pause moves it, and
    `end_term` ends it. `name` stands for procedure and clock, `words` are those of `Term.words`. Beginning twice gives the
    term back; in a rehearsal nothing is written down. The caller has the case under lock.
    """
    if playing() is not None:
        return None
    row, _new = Term.objects.get_or_create(
        subject=found.subject,
        procedure=name,
        clock=name,
        ended_on=None,
        defaults={
            "stage": found.state.stage,
            "waits_for": waits_for,
            "organisation": found.organisation,
            "number": found.number,
            "titles": dict(found.titles),
            "words": {one: dict(said) for one, said in words.items()},
            "address": found.address,
            "begun_on": timezone.localdate(at),
            "since": timezone.localdate(at),
            "due_on": due_on,
            "kept_at": at,
        },
    )
    return row
