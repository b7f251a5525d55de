"""The exam of a professional qualification: theory, practice, personal competences, and the result that follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.faults import Fault
from tanym.core.procedures.exam_guards import LEAVES
from tanym.core.recognition.appeal import AppealResult
from tanym.core.recognition.decision import CommissionDecision, Result
from tanym.core.recognition.judgement import Achievement

NOTHING, DOCUMENT, THEORY, PRACTICE = LEAVES

RESULTS: Mapping[Result, str] = {
    Result.RECOGNISE: "passed",
    Result.IN_PART: "not-passed",
    Result.REFUSE: "not-passed",
}
"""The two results of Order 348; who passed in part has not passed the exam, separate skills are recognised by art. 20."""

FEWEST_QUESTIONS = 1


@dataclass(frozen=True, slots=True)
class Theory:
    """How many of the questions were answered correctly. Raises `InvalidValue("exam.theory")` for what cannot be."""

    correct: int
    questions: int

    def __post_init__(self) -> None:
        if not (self.questions >= FEWEST_QUESTIONS and 0 <= self.correct <= self.questions):
            raise InvalidValue("exam.theory", correct=self.correct, questions=self.questions)

    def exceeds(self, share: Fraction) -> bool:
        """Strictly more than the share: 70 of 100 does not exceed seven tenths (Order 348, Annex 1)."""
        return Fraction(self.correct, self.questions) > share


@dataclass(frozen=True, slots=True)
class ExamSkill:
    """A skill that is examined; `recognisable` where the standard provides for recognising it by itself (art. 20)."""

    id: str
    recognisable: bool = False


@dataclass(frozen=True, slots=True)
class Examination:
    """What is on record of one exam; None where nothing is yet.

    `whole` says that the qualification is asked for, not separate skills. `judged` are the examiner's judgements by
    skill, `personal` whether each personal competence was shown. `share` must be exceeded in theory; of the personal
    competences `personal_share` must be shown, where the centre's programme says so.
    """

    skills: tuple[ExamSkill, ...]
    whole: bool
    share: Fraction
    theory: Theory | None = None
    judged: Mapping[str, Achievement] = field(default_factory=dict)
    personal: Mapping[str, bool] | None = None
    personal_share: Fraction | None = None

    @property
    def theory_passed(self) -> bool | None:
        """Whether the practical stage is open; None before the theory."""
        return self.theory.exceeds(self.share) if self.theory else None

    @property
    def personal_shown(self) -> bool | None:
        """Whether enough personal competences were shown; None before they were assessed."""
        if self.personal is None:
            return None
        if self.personal_share is None or not self.personal:
            return True
        return Fraction(sum(self.personal.values()), len(self.personal)) >= self.personal_share

    @property
    def parts(self) -> frozenset[str]:
        """Which of the three parts were assessed in full (rule KZ-PQ-11)."""
        assessed = {
            "theory": self.theory is not None,
            "practice": all(one.id in self.judged for one in self.skills),
            "personal": self.personal is not None,
        }
        return frozenset(name for name, done in assessed.items() if done)


@dataclass(frozen=True, slots=True)
class ExamResult:
    """What follows from an exam: the result, and the skills that are recognised."""

    result: Result
    recognised: frozenset[str]


def result_of(exam: Examination) -> ExamResult | None:
    """The result of an exam; None while a part that counts is not assessed.

    Theory that was not passed ends the exam. The whole is recognised where every skill was shown, and with it the
    qualification; else those skills that the standard lets be recognised by themselves. Without enough personal
    competences nothing is recognised. What an exam for separate skills asks for is recognisable by rule KZ-PQ-10.
    """
    if exam.theory_passed is None:
        return None
    if not exam.theory_passed:
        return ExamResult(Result.REFUSE, frozenset())
    if exam.parts != {"theory", "practice", "personal"}:
        return None
    if not exam.personal_shown:
        return ExamResult(Result.REFUSE, frozenset())
    shown = frozenset(one.id for one in exam.skills if exam.judged[one.id] is Achievement.ACHIEVED)
    if len(shown) == len(exam.skills):
        return ExamResult(Result.RECOGNISE, shown)
    apart = apart_from(exam.skills, shown, exam.whole)
    return ExamResult(Result.IN_PART if apart else Result.REFUSE, apart)


def apart_from(skills: Iterable[ExamSkill], shown: frozenset[str], whole: bool) -> frozenset[str]:
    """Of the skills shown those that are recognised although not all were shown (art. 20)."""
    return frozenset(one.id for one in skills if one.id in shown and (one.recognisable or not whole))


def check_reversal(exam: Examination, instead: CommissionDecision) -> tuple[Fault, ...]:
    """What keeps an appeal commission from putting this result in place of the first one: no commission recognises
    what was not examined, nor a skill by itself that the standard does not let be."""
    if instead.result is Result.REFUSE:
        return ()
    if exam.parts != {"theory", "practice", "personal"} or not exam.theory_passed:
        return (Fault("exam.not-examined", "decision"),)
    if instead.result is Result.IN_PART:
        alone = apart_from(exam.skills, instead.recognised, exam.whole)
        return tuple(
            Fault("exam.skill-not-apart", one, {"outcome": one}) for one in sorted(instead.recognised - alone)
        )
    return ()


def left_by_appeal(
    exam: Examination,
    first: Result,
    appeal: AppealResult | None,
    instead: Result | None,
    documented: bool,
) -> str:
    """What is to be done after an appeal (`exam_guards.LEAVES`); `appeal` is None for one that was withdrawn.

    `documented` says whether the document on the first result has been issued.
    """
    if appeal is AppealResult.REMIT:
        return PRACTICE if exam.theory_passed else THEORY
    if appeal is AppealResult.REVERSE:
        return NOTHING if instead in (None, Result.REFUSE) else DOCUMENT
    return DOCUMENT if first is not Result.REFUSE and not documented else NOTHING
