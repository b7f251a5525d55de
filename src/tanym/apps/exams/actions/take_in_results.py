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
    annulled: Sequence[tuple[str, date]] = (),
    source: str,
) -> Mapping[str, int]:
    """Write counts of answers, numbers of the register and its annulments, in the transaction of the caller; each once.

    An annulment of what is in force here is noted and annuls nothing: the centre decides on it.

    The examiner goes on from there: who passed is let on to the practical stage by a person, with the check of
    identity. The caller has looked for faults; whoever is not of the centre is refused (`not-permitted`).
    """
    today = timezone.localdate(at)
    with transaction.atomic():
        kept = 0
        cases, entries, ended = _hold(theory, numbers, annulled)
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
        noted = sum(
            _end(entries[document], ended.get(document), on, actor=actor, at=at, source=source)
            for document, on in annulled
        )
    written = {"exams.list.theory": kept, "exams.list.numbers": entered}
    return written | ({"exams.list.annulments-here": noted} if annulled else {})


def _end(
    issued: PlatformEntry, ended: PlatformEntry | None, on: date, *, actor: Person, at: datetime, source: str
) -> bool:
    """Whether it is news that the register has annulled a document: annulled here, too, or in force here."""
    permit(TABLE, "take_in_results", actor, timezone.localdate(at), at=issued.centre)
    if ended is not None:
        if ended.entered_on:
            return False
        ended.entered_on, ended.source = on, source
        ended.save()
    elif issued.annulled_there_on is not None:
        return False
    else:
        issued.annulled_there_on, issued.annulled_there_source = on, source
        issued.save()
    journal(
        actor=actor,
        at=at,
        action="exams.note_annulment",
        subject=f"qualifications.award:{issued.award.public_id}",
        details={"on": on.isoformat(), "source": source, "in_force_here": ended is None},
    )
    return True


def _hold(
    theory: Sequence[tuple[str, Theory]],
    numbers: Sequence[tuple[str, str, date]],
    annulled: Sequence[tuple[str, date]],
) -> tuple[Mapping[str, Any], Mapping[str, PlatformEntry], Mapping[str, PlatformEntry]]:
    """Everything under lock, in one order, before the first line goes into the journal."""
    open_ = open_theory([number for number, _theory in theory])
    cases = {number: locked(open_[number]) for number in sorted(open_, key=lambda one: open_[one].pk)}
    found = PlatformEntry.objects.select_for_update(of=("self",), no_key=True).select_related(
        "award", "centre"
    )
    documents = {one[0] for one in numbers} | {one[0] for one in annulled}
    entries = list(found.filter(award__number__in=documents).order_by("pk"))
    issued, ended = (
        {one.award.number: one for one in entries if one.what == what} for what in ("issued", "annulled")
    )
    return cases, issued, ended
