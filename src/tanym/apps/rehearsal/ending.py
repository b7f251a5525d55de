"""Taking a rehearsal away: its report stays, its case, its people, their letters and files go."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tanym.apps.accounts.actions.remove_invented import remove_invented
from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.audit.clock import localdate
from tanym.apps.files.actions.erase_of import erase_of
from tanym.apps.letters.actions.erase_played import erase_played
from tanym.apps.letters.queries import letters_to_people, messages_of_rehearsal
from tanym.apps.portfolio.actions.erase import erase as erase_portfolio
from tanym.apps.recognition.actions.remove_rehearsed import remove_rehearsed
from tanym.apps.recognition.gone_through import gone_through
from tanym.apps.recognition.rehearsed import case_in
from tanym.apps.rehearsal.models import Rehearsal
from tanym.apps.rehearsal.staging import on_stage, time_in


def report_on(rehearsal: Rehearsal) -> dict[str, Any]:
    """What was gone through until now; of an ended rehearsal, what was kept of it."""
    if rehearsal.ended_at is not None:
        return dict(rehearsal.report)
    with on_stage(rehearsal):
        procedures = gone_through(case_in(rehearsal.public_id))
    return {
        "procedures": procedures,
        "letters": letters_of(rehearsal),
        "rules": rehearsal.asked,
        "days": rehearsal.days_ahead,
    }


def letters_of(rehearsal: Rehearsal) -> list[dict[str, Any]]:
    """What would have been written to whom, the earliest first: people by their part, others not named at all."""
    parts = {one.person_id: one.part_code for one in rehearsal.players.all()}
    letters = [
        (
            one.sent_at,
            {
                "day": localdate(one.sent_at).isoformat(),
                "to": parts[one.to_id],
                "subject": dict(one.subject),
                "body": dict(one.body),
            },
        )
        for one in letters_to_people(list(parts))
    ]
    mails = [
        (
            one.made_at,
            {"day": localdate(one.made_at).isoformat(), "to": "", "subject": {"": one.subject}, "body": {}},
        )
        for one in messages_of_rehearsal(rehearsal.public_id)
    ]
    return [row for _moment, row in sorted([*letters, *mails], key=lambda one: one[0])]


def close(row: Rehearsal, *, actor: Person | None, at: datetime) -> None:
    """End a rehearsal that the caller has under lock."""
    report, people = report_on(row), list(row.players.select_related("person"))
    keys = [one.person_id for one in people]
    with on_stage(row):
        remove_rehearsed(rehearsal=row.public_id)
        for one in people:
            erase_portfolio(actor=one.person, at=time_in(row), person=one.person, permitted=True)
        erase_of(at=at, owners=keys)
        erase_played(rehearsal=row.public_id, people=keys)
    row.players.all().delete()
    remove_invented(people=keys)
    row.report, row.case, row.ended_at = report, None, at
    row.revision += 1
    row.save()
    journal(
        actor=actor,
        at=at,
        action="rehearsal.end",
        subject=f"rehearsal.rehearsal:{row.public_id}",
        details={"steps": sum(len(one["steps"]) for one in report["procedures"])},
    )
