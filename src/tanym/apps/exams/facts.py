"""What the record of an exam tells the rules that bind exams and centres (KZ-PQ, KZ-CE)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tanym.apps.audit import clock as timezone
from tanym.apps.clocks.proceedings import Proceeding
from tanym.apps.exams.exam_file import decided, exam_of
from tanym.apps.exams.models import Examination, Offer
from tanym.apps.exams.queries import ACTIVITY, examination, offers_on
from tanym.apps.exams.sittings import sittings_of
from tanym.apps.organisations.models import Organisation
from tanym.apps.policy.queries import check_now
from tanym.apps.recognition.casefile import case_file
from tanym.apps.recognition.pinning import of
from tanym.apps.registers.queries import authorised
from tanym.apps.standards.queries import profession
from tanym.core.kernel.calendar import Calendar
from tanym.core.kernel.errors import NotFound, Refused
from tanym.core.kernel.localized import choose
from tanym.core.kernel.periods import Period, Unit, last_day
from tanym.core.procedures.answers import Outcome
from tanym.core.procedures.case_facts import CheckedRule
from tanym.core.recognition.appeal import AppealResult
from tanym.core.recognition.examination import RESULTS
from tanym.core.rules import Outcome as Found
from tanym.core.rules import Severity
from tanym.core.rules.types import Interval

EXAM = "exam"
CENTRE = "centre"

LEARNING: Mapping[str, tuple[str, str]] = {
    "signed-credential": ("non-formal", "certificate"),
    "certificate": ("non-formal", "certificate"),
    "experience": ("informal", "description-of-outcomes"),
}
"""Kind of evidence → the learning that it puts forward, and the paper that it is (law 14-VIII, art. 19)."""


def learning(case: Any) -> tuple[tuple[str, str], ...]:
    """The learning outside the formal system that the candidate puts forward, with its papers."""
    kinds = case.evidence.order_by("kind").values_list("kind", flat=True).distinct()
    return tuple(LEARNING[kind] for kind in kinds if kind in LEARNING)


def in_register(code: str, on: date) -> bool:
    """Whether a profession stands in the register on a day (art. 15)."""
    try:
        return profession(code, on).in_force
    except NotFound:
        return False


def exam_facts(case: Any, on: date) -> dict[str, object]:
    """What is on record of the exam of a case on a day; what is not, is absent."""
    held, target = examination(case), case.target
    put_forward = learning(case)
    papers = frozenset(one.name for one in of(case).procedure.documents_for("submit"))
    found: dict[str, object | None] = {
        "exam.profession_in_register": in_register(target["code"], on),
        "exam.papers_complete": papers <= case_file(case).documents_given,
        "exam.evidence_kinds": frozenset(kind for kind, _paper in put_forward),
        "exam.evidence_papers": put_forward,
        "exam.skills_claimed": frozenset(one["id"] for one in target["outcomes"])
        if target["kind"] == "skill"
        else frozenset(),
        "exam.skills_recognisable": frozenset(target["apart"]),
        "exam.appeal_considered_in": _considered_in(case),
    }
    if held is not None:
        found |= _admission(held) | _held(case, held) | _document(case, on)
    return {name: fact for name, fact in found.items() if fact is not None}


def _admission(held: Examination) -> dict[str, object | None]:
    return {
        "exam.candidate_service": held.service or None,
        "exam.candidate_of_age": held.of_age,
        "exam.standard_admits": frozenset(held.admits) if held.admits is not None else None,
        "exam.refusal_grounds": frozenset(held.grounds),
    }


def _held(case: Any, held: Examination) -> dict[str, object | None]:
    exam, made = exam_of(case, held), decided(case)
    moved = sittings_of(held).filter(state__in=["missed", "moved"]).last()
    return {
        "exam.theory_correct": exam.theory.correct if exam.theory else None,
        "exam.theory_questions": exam.theory.questions if exam.theory else None,
        "exam.parts_assessed": exam.parts,
        "exam.result": RESULTS[made.result] if made else None,
        "exam.recommendations": held.recommendations,
        "exam.retake_terms": held.retake,
        "exam.absence_reason": (moved.absence or None) if moved else "none",
        "exam.new_day_set": sittings_of(held).filter(state="planned", begins_at__gt=moved.begins_at).exists()
        or sittings_of(held).filter(state="held", begins_at__gt=moved.begins_at).exists()
        if moved
        else None,
    }


def _document(case: Any, on: date) -> dict[str, object | None]:
    """The document that is issued, or would be issued today."""
    made = case_file(case).holding
    if made is None or not made.recognised:
        return {}
    target = case.target
    whole = target["kind"] == "qualification" and made.recognised == {one["id"] for one in target["outcomes"]}
    until = valid_until(target["valid"], on)
    return {
        "document.scope": "qualification" if whole else "skill",
        "document.skills": made.recognised,
        "document.qualification": choose(target["qualification"], "kk")[0],
        "document.profession": choose(target["titles"], "kk")[0],
        "document.valid_until": until,
        "document.register_valid_until": valid_until(_valid_now(target["code"], on), on),
    }


def _valid_now(code: str, on: date) -> str:
    try:
        return profession(code, on).content.valid or ""
    except NotFound:
        return ""


def valid_until(period: str, on: date) -> date | None:
    """The last day of a document that is issued on a day, by the period of the register; None where it gives none."""
    return last_day(on, Period.read(period)) if period else None


def _considered_in(case: Any) -> Period | None:
    """Working days from the registration of the appeal to its decision, or to today while there is none."""
    lodged = case.appeal
    if lodged is None:
        return None
    results = [str(one) for one in AppealResult]
    taken = (
        case.decisions.filter(result__in=results, decided_at__gte=lodged.lodged_at)
        .order_by("decided_at")
        .last()
    )
    on = timezone.localdate(taken.decided_at) if taken else timezone.localdate()
    return _working_days(of(lodged), timezone.localdate(lodged.lodged_at), on)


def _working_days(proceeding: Proceeding, first: date, last: date) -> Period | None:
    calendar: Calendar = proceeding.calendar
    try:
        return Period(calendar.working_days_between(first, last), Unit.WORKING_DAY)
    except Refused:  # a year without a calendar: nobody knows
        return None


def centre_facts(centre: Organisation, on: date) -> dict[str, object]:
    """What the registers and its own pages tell of a centre on a day."""
    right = authorised(centre, ACTIVITY, on)
    found: dict[str, object] = {
        "centre.organisation_type": centre.type,
        "centre.examined_on": on,
        "centre.publishes": published(offers_on(on).filter(centre=centre)),
    }
    if right.entries:
        found["centre.accredited"] = Interval(right.since, right.until)
    return found


def published(offers: Any) -> frozenset[str]:
    """What every offer of a centre publishes (art. 17(2))."""
    every = [_published(one) for one in offers]
    return frozenset.intersection(*every) if every else frozenset()


def _published(offer: Offer) -> frozenset[str]:
    given = {"prices": offer.price > 0, "papers": bool(offer.papers), "retake-terms": bool(offer.retake)}
    return frozenset(name for name, is_given in given.items() if is_given)


def checked(case: Any, on: date) -> tuple[CheckedRule, ...]:
    """What the rules of exams and of centres say, for the guards of the procedure; a rule that does not apply is met."""
    institution = case.organisation.code
    reports = (
        check_now(EXAM, exam_facts(case, on), on, institution, of=subject_of(case)),
        check_now(CENTRE, centre_facts(case.organisation, on), on, institution),
    )
    return tuple(
        CheckedRule(one.rule, _ANSWERS[one.outcome], one.severity is Severity.BLOCK)
        for report in reports
        for one in report.findings
    )


_ANSWERS = {
    Found.MET: Outcome.MET,
    Found.NOT_MET: Outcome.NOT_MET,
    Found.UNDECIDED: Outcome.UNDECIDED,
    Found.NOT_APPLICABLE: Outcome.MET,
}


def subject_of(case: Any) -> str:
    """The name of the exam of a case in reports."""
    return f"exams.exam:{case.public_id}"
