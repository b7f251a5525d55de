"""What the rules say of a validation: on the assessment (AS), and what this room knows for the rules on a case (VL)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tanym.apps.clocks.proceedings import code
from tanym.apps.organisations.queries import members
from tanym.apps.policy.queries import check_now, stack
from tanym.apps.policy.shown import Answers, shown_findings
from tanym.apps.qualifications.queries import design_of
from tanym.apps.recognition.assessing import seats
from tanym.apps.recognition.casefile import appeal_until, case_file
from tanym.apps.recognition.meetings import identified
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.queries import clock
from tanym.apps.validation.guiding import advisers_of
from tanym.apps.validation.models import AssessmentWord, Guidance, GuidanceNote, Route
from tanym.core.procedures.answers import Outcome
from tanym.core.procedures.case_facts import CheckedRule
from tanym.core.qualifications.award import SUPERVISION
from tanym.core.recognition.validation.assessed import Assessment, assessment_facts
from tanym.core.rules import Outcome as Found
from tanym.core.rules import Report, Severity

SUBJECT = "assessment"
QUALIFIED, IDENTIFIED, MODERATED, KEPT_UNTIL = "qualified", "identified", "moderation", "kept-until"
WORDS = (QUALIFIED, IDENTIFIED, MODERATED, KEPT_UNTIL)
"""What somebody of the office says of an assessment, for no record of ours shows it."""

OUTCOMES = {Found.MET: Outcome.MET, Found.NOT_MET: Outcome.NOT_MET, Found.UNDECIDED: Outcome.UNDECIDED}


def report_on_assessment(case: RecognitionCase, on: date) -> Report:
    """The findings of the rules on assessment for a case on a day; nothing is kept."""
    facts = assessment_facts(case_file(case), assessment_of(case), on)
    return check_now(SUBJECT, facts, on, case.organisation.code, of=f"recognition.case:{case.public_id}")


def said_of_assessment(case: RecognitionCase, on: date) -> Answers:
    """The same for a page."""
    report = report_on_assessment(case, on)
    return Answers(shown_findings(stack(on, case.organisation.code), report.findings))


def checked(report: Report) -> tuple[CheckedRule, ...]:
    """The findings as the guards of a step read them."""
    return tuple(
        CheckedRule(one.rule, OUTCOMES[one.outcome], one.severity is Severity.BLOCK and one.waiver is None)
        for one in report.findings
        if one.outcome is not Found.NOT_APPLICABLE
    )


def assessment_of(case: RecognitionCase) -> Assessment:
    """What stands on record of the assessment beside the file of the case."""
    route = Route.objects.filter(case=case).select_related("version").first()
    if route is None:
        return Assessment({})
    said = {one.fact: one for one in route.assessment_words.all()}
    chosen: dict[str, set[str]] = {}
    for one in route.methods.all():
        chosen.setdefault(one.outcome, set()).add(one.method)
    return Assessment(
        methods={outcome: frozenset(methods) for outcome, methods in chosen.items()},
        advised=advisers_of(case.claimant),
        identified=_value(said, IDENTIFIED) or _seen(case),
        promised=_promised(route),
        qualified=frozenset(_value(said, QUALIFIED).split(",")) if QUALIFIED in said else None,
        moderation=_value(said, MODERATED) or None,
        adjustments={str(one.public_id): (one.decision, one.reasons) for one in case.adjustments.all()},
        kept_until=date.fromisoformat(said[KEPT_UNTIL].value) if KEPT_UNTIL in said else None,
        appeal_told="letter" if _appeal_follows(case) else "",
        appeal_until=appeal_until(case) if case.decided_on else None,
        raters=_raters(case),
    )


def assessors_of(case: RecognitionCase) -> frozenset[str]:
    """The codes of all who assess a case."""
    first = {code(case.assessor)} if case.assessor else set()
    return frozenset(first | {code(one.person) for one in seats(case)})


def _raters(case: RecognitionCase) -> dict[str, frozenset[str]]:
    """Who has judged each outcome, be it one or two apart."""
    found: dict[str, set[str]] = {}
    for row in case.judgements.select_related("assessor"):
        found.setdefault(row.outcome, set()).add(code(row.assessor))
    return {outcome: frozenset(people) for outcome, people in found.items()}


def case_rules(case: RecognitionCase, on: date) -> Mapping[str, object]:
    """What this room knows for the rules that bind a case; what nobody has logged stays unsaid, so that a person may say it."""
    route = Route.objects.filter(case=case).first()
    if route is None:
        return {}
    notes = GuidanceNote.objects.filter(case=case)
    periods = {one.period for one in notes} | set(route.declined)
    facts: dict[str, object] = {}
    if during := periods & {"before", "during"}:
        facts["case.guidance_periods"] = frozenset(during)
    if "after" in periods:
        facts["case.guidance_after"] = "logged" if any(one.period == "after" for one in notes) else "declined"
    if members(case.organisation, "adviser", on).exists() or _advised(case):
        facts["case.meeting_offer"] = "letter"
    reading = clock(case, on)
    if case.complete_on and case.decided_on is None and reading is not None:
        facts["case.admission_until"] = reading.due
    return facts


def _seen(case: RecognitionCase) -> str:
    """How the claimant's identity was checked, as the meetings of the case say."""
    return "supervised-with-id" if identified(case) is not None else ""


def _value(said: Mapping[str, AssessmentWord], fact: str) -> str:
    return said[fact].value if fact in said else ""


def _promised(route: Route) -> str:
    if route.version is None:
        return ""
    modes = [one.supervision for one in design_of(route.version).assessments if one.supervision]
    return max((mode for mode in modes if mode in SUPERVISION), key=SUPERVISION.index, default="")


def _appeal_follows(case: RecognitionCase) -> bool:
    return any(row.do == "appeal" for row in of(case).procedure.steps)


def _advised(case: RecognitionCase) -> bool:
    return Guidance.objects.filter(
        person=case.claimant, organisation=case.organisation, ended_at__isnull=True
    ).exists()
