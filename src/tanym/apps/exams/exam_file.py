"""The exam of a case as the core knows it, and the decision that follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from tanym.apps.accounts.words import say
from tanym.apps.audit import clock as timezone
from tanym.apps.exams.models import Examination
from tanym.apps.exams.queries import examination
from tanym.apps.recognition.pinning import of
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.recognition.decision import CommissionDecision, OutcomeFinding, Result
from tanym.core.recognition.examination import Examination as Exam
from tanym.core.recognition.examination import ExamResult, ExamSkill, Theory, result_of
from tanym.core.recognition.judgement import Achievement

OURS = (
    *(f"exams.finding.{name}" for name in ("theory", "personal", "not-apart")),
    *(f"exams.because.{name}" for name in ("theory", "personal", "part", "practice")),
)
"""Sentences that stand in a decision because a rule decided, not a person."""
WHOLE = 10_000
"""A percentage of the packs that is everything: they count in hundredths of a per cent."""


def exam_of(case: Any, held: Examination | None = None) -> Exam:
    """What is on record of the latest exam of a case; the judgements are those of its examiner, in that attempt."""
    held = held or examination(case)
    stack = of(case).stack
    share, personal = stack.value("theory.share"), stack.value("personal.share-lowest")
    since = {"at__gte": held.began_at} if held else {}
    judged = case.judgements.filter(assessor=case.assessor_id, **since)
    return Exam(
        skills=tuple(
            ExamSkill(one["id"], one["id"] in case.target.get("apart", ())) for one in case.target["outcomes"]
        ),
        whole=case.target.get("kind") == "qualification",
        share=Fraction(share if isinstance(share, int) else WHOLE, WHOLE),
        theory=Theory(held.theory_correct, held.theory_questions)
        if held and held.theory_correct is not None and held.theory_questions is not None
        else None,
        judged={one.outcome: Achievement(one.achievement) for one in judged},
        personal={str(n): bool(one["shown"]) for n, one in enumerate(held.personal)}
        if held and held.personal is not None
        else None,
        personal_share=Fraction(personal, WHOLE) if isinstance(personal, int) else None,
    )


def decided(case: Any) -> CommissionDecision | None:
    """The examiner's decision: as it was taken, or as it follows from what is on record; None before all is."""
    held = examination(case)
    taken = case.decisions.filter(commission=None).order_by("-decided_at", "-pk").first()
    if taken is not None and held is not None and taken.decided_at >= held.began_at:
        return _read(taken.content)
    found = result_of(exam_of(case, held)) if held else None
    if found is None or held is None:
        return None
    return decision(case, held, found, timezone.localdate())


def decision(
    case: Any, held: Examination, found: ExamResult, on: date, language: str = ""
) -> CommissionDecision:
    """The decision with a finding on each skill, in the words of the examiner or, where a rule decides, in ours."""
    language = language or case.claimant.language
    said = {
        one.outcome: one for one in case.judgements.filter(assessor=case.assessor_id, at__gte=held.began_at)
    }
    exam = exam_of(case, held)
    findings = tuple(
        OutcomeFinding(
            one["id"], one["id"] in found.recognised, _reasons(exam, found, said, one["id"], language)
        )
        for one in case.target["outcomes"]
    )
    reasons = "" if found.result is Result.RECOGNISE else say(_why(exam, found), language)
    advice = " ".join(part.strip() for part in (held.recommendations, held.retake) if part.strip())
    return CommissionDecision(
        result=found.result,
        findings=findings,
        reasons=" ".join(part for part in (reasons, advice) if part),
        on=on,
        advice=advice,
    )


def plain(made: CommissionDecision, language: str) -> dict[str, Any]:
    """The decision as it is kept, in the form of a commission's."""
    return {
        "result": str(made.result),
        "findings": [
            {"outcome": one.outcome, "recognised": one.recognised, "reasons": one.reasons, "departs": ""}
            for one in made.findings
        ],
        "reasons": made.reasons,
        "advice": made.advice,
        "on": made.on.isoformat(),
        "language": language,
    }


def worded(_case: Any, content: Mapping[str, Any], language: str) -> Mapping[str, Any]:
    """What is kept of a decision, with the sentences that a rule wrote in the reader's language; people's stay."""
    known = {say(code, one): say(code, language) for code in OURS for one in LANGUAGES}

    def again(text: str) -> str:
        for kept, said in known.items():
            text = text.replace(kept, said)
        return text

    findings = [{**one, "reasons": again(one["reasons"])} for one in content.get("findings", ())]
    return {**content, "findings": findings, "reasons": again(content.get("reasons", ""))}


def _read(content: Any) -> CommissionDecision:
    return CommissionDecision(
        result=Result(content["result"]),
        findings=tuple(OutcomeFinding(**one) for one in content["findings"]),
        reasons=content["reasons"],
        on=date.fromisoformat(content["on"]),
        advice=content.get("advice", ""),
    )


def _reasons(exam: Exam, found: ExamResult, said: Any, outcome: str, language: str) -> str:
    if not exam.theory_passed:
        return say("exams.finding.theory", language)
    own = said[outcome].reasons if outcome in said else ""
    if outcome in found.recognised or outcome not in exam.judged:
        return own
    if exam.judged[outcome] is not Achievement.ACHIEVED:
        return own
    code = "exams.finding.personal" if not exam.personal_shown else "exams.finding.not-apart"
    return f"{own} {say(code, language)}"


def _why(exam: Exam, found: ExamResult) -> str:
    if not exam.theory_passed:
        return "exams.because.theory"
    if not exam.personal_shown:
        return "exams.because.personal"
    return "exams.because.part" if found.recognised else "exams.because.practice"
