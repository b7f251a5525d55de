"""The track of professional qualifications: what its cases have beyond what every case of recognition has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tanym.apps.accounts.models import Person
from tanym.apps.audit import clock as timezone
from tanym.apps.clocks.proceedings import code
from tanym.apps.exams.exam_file import decided, exam_of, worded
from tanym.apps.exams.facts import checked, in_register
from tanym.apps.exams.models import Examination
from tanym.apps.exams.panels import panels
from tanym.apps.exams.paper import papers
from tanym.apps.exams.queries import examination, examined_by
from tanym.apps.exams.sittings import PART_OF, held_sitting, sittings_of
from tanym.apps.recognition.adjustments import open_requests
from tanym.apps.recognition.appeals import appealed, decision_to_appeal
from tanym.apps.recognition.casefile import appeal_decision
from tanym.apps.recognition.pinning import of, state_of
from tanym.apps.recognition.tracks import Given, Track
from tanym.core.kernel.faults import Fault
from tanym.core.procedures.people import release
from tanym.core.procedures.state import to_json
from tanym.core.procedures.table import Call
from tanym.core.recognition.decision import CommissionDecision
from tanym.core.recognition.examination import PRACTICE, THEORY, check_reversal, left_by_appeal, result_of

PROCEDURE = "professional"
OWN_STEPS = frozenset({"accept", "not-admit", "pass-theory", "postpone", "issue-document"})


def documented(case: Any) -> frozenset[str]:
    """Papers of learning are asked for only where such learning is put forward; what is put forward is its own paper."""
    return frozenset({"learning"})


def guards(case: Any, step: str) -> Mapping[str, Any]:
    """What only this track knows before a step."""
    today = timezone.localdate()
    held = examination(case)
    exam = exam_of(case, held)
    made = decided(case)
    moved = sittings_of(held).filter(state="missed").last()
    sitting = held_sitting(held, PART_OF.get(case.stage, ""))
    return {
        "profession_in_register": in_register(case.target["code"], today),
        "identity_checked": bool(sitting.identity) if sitting else None,
        "requests_open": open_requests(case),
        "judged": frozenset(exam.judged),
        "personal_competences_judged": held is not None and held.personal is not None,
        "retake_terms": held.retake if held else None,
        "incapacity_shown": bool(
            moved and moved.absence == "temporary-incapacity" and moved.absence_paper.strip()
        )
        if held
        else None,
        "decision_faults": _faults(held, step, result_of(exam) if held else None),
        "reasons": (made.reasons,) if made else None,
        "appealed": appealed(case),
        "appeal_leaves": _left(case),
        "checked": checked(case, today) if _asks_rules(case, step) else None,
    }


def _asks_rules(case: Any, step: str) -> bool:
    """Whether the table has a rule stand before this step: only then it is asked."""
    row = of(case).procedure.row(case.stage, step)
    return row is not None and any(call.name == "rule-met" for call in row.guards)


def _faults(held: Examination | None, step: str, found: Any) -> tuple[Fault, ...] | None:
    """The result follows from the record: no other can be concluded."""
    if held is None or found is None:
        return None
    fits = step == str(found.result)
    return () if fits else (Fault("decision.result-not-allowed", "decision", {"result": step}),)


def _left(case: Any) -> str | None:
    lodged, first = case.appeal, decided(case)
    if lodged is None or first is None or lodged.ended_on is None:
        return None
    appeal, against = appeal_decision(case), decision_to_appeal(case)
    return left_by_appeal(
        exam_of(case),
        first.result,
        appeal.result if appeal else None,
        appeal.instead.result if appeal and appeal.instead else None,
        against is not None and against.award_id is not None,
    )


def faults(case: Any, instead: CommissionDecision) -> tuple[Fault, ...]:
    """What keeps an appeal commission from putting a result in place of the first one."""
    return check_reversal(exam_of(case), instead)


def apply_appeal_result(case: Any, call: Call, actor: Person | None, at: datetime) -> None:
    """Begin another exam where the appeal has it held anew: the examiner is released, and theory passed stays passed."""
    left = case.stage
    if left not in (THEORY, PRACTICE):
        return
    before = examination(case)
    assert before is not None
    kept = ("service", "of_age", "admits", "words")
    theory = ("theory_correct", "theory_questions", "theory_source") if left == PRACTICE else ()
    if case.assessor is not None:
        case.case = to_json(release(state_of(case), "assessor", code(case.assessor)))
        case.assessor, case.relation, case.interest = None, "", ""
        case.save(update_fields=["case", "assessor", "relation", "interest"])
    Examination.objects.create(
        case=case,
        attempt=before.attempt + 1,
        began_at=at,
        **{name: getattr(before, name) for name in (*kept, *theory)},
    )


def confers_later(_decision: Any, _at: datetime) -> Given | None:
    """Nothing is conferred with the decision: the document is issued by a step of its own."""
    return None


TRACK = Track(
    procedure=PROCEDURE,
    kind="professional",
    documented=documented,
    assessed_before=examined_by,
    guards=guards,
    decided=decided,
    faults=faults,
    effects={"apply-appeal-result": apply_appeal_result},
    award=confers_later,
    panels=panels,
    papers=papers,
    worded=worded,
    own_steps=OWN_STEPS,
    own_meetings=True,
    results="exams.end.",
    spoken={
        "recognition.letter.asked": "exams.letter.asked",
        "recognition.statement.commission": "exams.letter.sender",
        "recognition.office.in-force": "exams.letter.examiner",
    },
)
