"""Take in what the state's platform says: theory of open exams, numbers of documents in its register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.exams.conducting import exam_under_lock, note
from tanym.apps.exams.models import PlatformEntry
from tanym.apps.exams.permissions import TABLE
from tanym.apps.exams.sheets import keep_theory, open_theory
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.proceedings import locked, touch
from tanym.core.recognition.examination import Theory


def take_in_results(
    *,
    actor: Person,
    at: datetime,
    theory: Sequence[tuple[str, Theory]],
    numbers: Sequence[tuple[str, str, date]],
    source: str,
) -> Mapping[str, int]:
    """Write counts of answers and numbers of the register, in the transaction of the caller; each once.

    The examiner goes on from there: who passed is let on to the practical stage by a person, with the check of
    identity. The caller has looked for faults; whoever is not of the centre is refused (`not-permitted`).
    """
    today = timezone.localdate(at)
    with transaction.atomic():
        kept = 0
        cases, entries = _hold(theory, numbers)
        for number, count in theory:
            case = cases[number]
            permit(TABLE, "take_in_results", actor, today, at=case.organisation)
            keep_theory(exam_under_lock(case), count, source)
            touch(case, actor=actor, act="take-in-results")
            note(case, actor=actor, at=at, verb="take_in_results", details={"source": source})
            kept += 1
        entered = 0
        for document, number, on in numbers:
            entry = entries[document]
            permit(TABLE, "take_in_results", actor, today, at=entry.centre)
            if entry.number:
                continue
            entry.number, entry.entered_on, entry.source = number, on, source
            entry.save()
            journal(
                actor=actor,
                at=at,
                action="exams.enter_number",
                subject=f"qualifications.award:{entry.award.public_id}",
                details={"number": number, "source": source},
            )
            entered += 1
    return {"exams.list.theory": kept, "exams.list.numbers": entered}


def _hold(
    theory: Sequence[tuple[str, Theory]], numbers: Sequence[tuple[str, str, date]]
) -> tuple[Mapping[str, Any], Mapping[str, PlatformEntry]]:
    """Everything under lock, in one order, before the first line goes into the journal."""
    open_ = open_theory([number for number, _theory in theory])
    cases = {number: locked(open_[number]) for number in sorted(open_, key=lambda one: open_[one].pk)}
    found = PlatformEntry.objects.select_for_update(of=("self",), no_key=True).select_related(
        "award", "centre"
    )
    entries = found.filter(award__number__in=[document for document, _number, _on in numbers], what="issued")
    return cases, {one.award.number: one for one in entries.order_by("pk")}
