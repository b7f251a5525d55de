"""What a case lets go: when its term is over, when its purpose has ended undecided, when a consent is taken back.

What was decided stays: the decision, its minutes and the journal; precedents and a document of this platform rest on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tanym.apps.accounts.holdings import Erased, Lapsing, clear
from tanym.apps.accounts.models import Person
from tanym.apps.files.actions.erase import erase as erase_file
from tanym.apps.recognition.actions.step import step
from tanym.apps.recognition.actions.withdraw import withdraw
from tanym.apps.recognition.models import (
    Adjustment,
    Appeal,
    Attestation,
    EvidenceItem,
    Interview,
    Meeting,
    Objection,
    RecognitionCase,
)
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import steps
from tanym.core.kernel.errors import Refused

CASE = "recognition.case:"
GONE = "—"
UNDECIDED = Q(decided_on=None) & (Q(submitted_at=None) | Q(ended_on__isnull=False))
"""Drafts, and cases that ended without a decision: their purpose is over as soon as the claimant says so."""


def lapses() -> Iterator[Lapsing]:
    """Cases that have ended and still hold what people gave, and drafts that were never sent."""
    ended = RecognitionCase.objects.filter(erased_on=None).exclude(ended_on=None)
    for case in ended.select_related("organisation").iterator():
        name = "keep.cases" if case.decided_on else "keep.undecided"
        yield _lapsing(case, name, case.ended_on or timezone.localdate(case.opened_at))
    drafts = RecognitionCase.objects.filter(erased_on=None, submitted_at=None, ended_on=None)
    for case in drafts.select_related("organisation").iterator():
        yield _lapsing(case, "keep.drafts", timezone.localdate(case.opened_at))


def clear_case(subject: str, at: datetime) -> int:
    """Empty what a case holds of its claimant, within the caller's transaction; how many rows.

    Raises `Refused("case.not-now")` while it waits for a decision, its own or that of an appeal, which rest on it.
    """
    case = _case(subject)
    if case is None or case.erased_on is not None:
        return 0
    if case.submitted_at is None and case.ended_on is None:  # a draft: nobody but its claimant ever saw it
        return len(case.delete()[1])
    if _waits_for_a_decision(case):
        raise Refused("case.not-now", stage=case.stage, step="")
    rows = sum(_let_go(item, at) for item in case.evidence.select_related("file__owner", "case"))
    rows += Interview.objects.filter(case=case).update(record="")
    rows += Adjustment.objects.filter(case=case).update(asked="", reasons="")
    rows += Meeting.objects.filter(case=case).update(absence="", absence_paper="", identity_words="")
    rows += Objection.objects.filter(case=case).update(words="")
    rows += Attestation.objects.filter(case=case).update(words="")
    rows += Appeal.objects.filter(of=case).update(grounds="")
    case.application, case.erased_on = "", timezone.localdate(at)
    case.save(update_fields=["application", "erased_on"])
    return rows + 1


def stop(subject: str, person: Person, at: datetime) -> bool | None:
    """A consent was taken back: a case without a decision ends, and lets everything go; one with a decision does not.

    It ends by the claimant's own step of its table: an application is withdrawn, a validation stopped.
    """
    case = _case(subject)
    if case is None or case.claimant_id != person.pk:
        return None
    if case.decided_on is not None:
        return False
    if case.ended_on is None:
        can = {one.do for one in steps(case, person, timezone.localdate(at))}
        if "withdraw" in can:
            withdraw(actor=person, at=at, case=case, revision=case.revision)
        elif "stop" in can:
            step(actor=person, at=at, case=case, revision=case.revision, do="stop")
        else:
            return False
    clear(subject, at)
    return True


def erase(person: Person, at: datetime) -> Erased:
    """The person asks: drafts go, cases that ended undecided let go of what they hold, everything else stays."""
    held = RecognitionCase.objects.filter(claimant=person, erased_on=None)
    gone = list(held.filter(UNDECIDED))
    kept = held.count() - len(gone)
    for case in gone:
        clear(_subject(case), at)
    return Erased(len(gone), kept)


def goes(person: Person) -> int:
    """How many cases let go when the person asks."""
    return RecognitionCase.objects.filter(UNDECIDED, claimant=person, erased_on=None).count()


def under_way(person: Person, on: date) -> int:
    """How many cases and appeals of a person have not come to an end; drafts aside."""
    cases = RecognitionCase.objects.filter(claimant=person, ended_on=None).exclude(submitted_at=None).count()
    appeals = Appeal.objects.filter(of__claimant=person)
    return cases + sum(1 for one in appeals if not of(one).procedure.stages[one.stage].end)


def bodies(person: Person) -> list[str]:
    """The organisations that have or had a case of the person."""
    own = RecognitionCase.objects.filter(claimant=person).exclude(Q(submitted_at=None) & Q(decided_on=None))
    return list(own.order_by().values_list("organisation__code", flat=True).distinct())


def _lapsing(case: RecognitionCase, term: str, since: date) -> Lapsing:
    subject = _subject(case)
    return Lapsing(subject, case.organisation.code, term, since, partial(clear, subject))


def _subject(case: RecognitionCase) -> str:
    return f"{CASE}{case.public_id}"


def _case(subject: str) -> RecognitionCase | None:
    if not subject.startswith(CASE):
        return None
    with transaction.atomic():
        found = RecognitionCase.objects.select_for_update(no_key=True)
        return found.filter(public_id=subject.removeprefix(CASE)).first()


def _waits_for_a_decision(case: RecognitionCase) -> bool:
    return case.ended_on is None and (
        case.decided_on is None or case.appeals.filter(ended_on__isnull=True).exists()
    )


def _let_go(item: EvidenceItem, at: datetime) -> int:
    """That there was a piece of evidence of this kind stays, and nothing that it said.

    A decided case is a precedent: from whom the evidence came, and an award of this platform, are compared on.
    """
    file = item.file
    item.title, item.text, item.own_share, item.rated_because = GONE, "", "", ""
    item.file = item.kept = item.dated = None
    item.checked, item.reasons = {}, {}
    if item.case.decided_on is None:
        item.provider, item.award, item.minutes = "", None, None
    item.save()
    if file is not None:
        erase_file(actor=file.owner, at=at, stored=file)
    return 1
