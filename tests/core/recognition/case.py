"""The case that the tests of recognition share: Aigul asks Sayram to recognise a discipline of two outcomes."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tanym.core.procedures.commission import Panel, Sitting, Vote
from tanym.core.qualifications.design import LearningOutcome
from tanym.core.recognition.decision import CommissionDecision, OutcomeFinding, Result
from tanym.core.recognition.evidence import Evidence, EvidenceKind
from tanym.core.recognition.judgement import Achievement, OutcomeJudgement
from tanym.core.recognition.minutes import Minutes
from tanym.core.recognition.target import Target

DAY = date(2026, 3, 2)
TARGET = Target(
    code="STAT-201",
    titles={"kk": "Статистика", "ru": "Статистика", "en": "Statistics"},
    credits=500,
    outcomes=(
        LearningOutcome("lo-1", "skill", {"en": "cleans a table of data"}),
        LearningOutcome("lo-2", "knowledge", {"en": "names the sources of error"}),
    ),
    organisation="sayram",
    programme="6B061",
)
CREDENTIAL = Evidence("e-1", EvidenceKind.SIGNED_CREDENTIAL, "Data literacy", date(2026, 2, 1), "kokzhar")
CERTIFICATE = Evidence("e-2", EvidenceKind.CERTIFICATE, "Data cleaning course", date(2025, 10, 1), "darmen")
MEMBERS = ("aliya", "bolat", "kamila")
PANEL = Panel(
    MEMBERS,
    {"chair": "aliya", "deputy": "bolat"},
    frozenset({"chair", "deputy"}),
    {"secretary": "saule"},
    {"aliya": "educator", "bolat": "educator", "kamila": "practitioner"},
)
SITTING = Sitting(PANEL, frozenset(MEMBERS), votes=dict.fromkeys(MEMBERS, Vote.FOR))


def judged(
    first: Achievement = Achievement.ACHIEVED, second: Achievement = Achievement.ACHIEVED
) -> tuple[OutcomeJudgement, ...]:
    """Judgements of both outcomes by the assessor."""
    return (
        OutcomeJudgement("lo-1", first, "The table shows it.", "timur", DAY, ("e-1",)),
        OutcomeJudgement("lo-2", second, "The interview shows it.", "timur", DAY, (), "interview"),
    )


def decided(first: bool = True, second: bool = True, result: Result | None = None) -> CommissionDecision:
    """A decision with a finding on both outcomes."""
    fitting = Result.RECOGNISE if first and second else Result.IN_PART if first or second else Result.REFUSE
    findings = (
        OutcomeFinding("lo-1", first, "As the assessor says."),
        OutcomeFinding("lo-2", second, "So seen."),
    )
    return CommissionDecision(result or fitting, findings, "Each outcome was compared.", DAY)


def minutes(
    decision: CommissionDecision, sitting: Sitting = SITTING, signed: tuple[str, ...] = ("aliya", "saule")
) -> Minutes:
    """Minutes of the sitting."""
    return Minutes(
        case="R-7",
        number="7",
        on=DAY,
        target=TARGET,
        sitting=sitting,
        quorum=Fraction(2, 3),
        decision=decision,
        credits=500,
        signatures=dict.fromkeys(signed, DAY),
    )
