"""What an evaluator found on each of the five elements and the seven criteria: a value, a source and a day, or "not available"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tanym.core.kernel.faults import Fault

ELEMENTS = ("level", "workload", "quality", "profile", "learning-outcomes")
"""The five elements of a qualification (EAR manual; STACQ)."""

CRITERIA = (
    "quality-assurance",
    "verification",
    "level",
    "learning-outcomes",
    "workload",
    "testing",
    "identification",
)
"""The seven criteria for micro-credentials (Micro-Evaluator)."""

ONLINE_ONLY = frozenset({"verification", "identification"})
"""Criteria that are asked of online learning only."""


class Part(StrEnum):
    """Which of the two lists a finding belongs to."""

    ELEMENTS = "elements"
    CRITERIA = "criteria"


class Comparison(StrEnum):
    """An element beside what the purpose needs."""

    COMPARABLE = "comparable"
    DIFFERENT = "different"
    NOT_AVAILABLE = "not-available"


class Answer(StrEnum):
    """The ladder of a criterion, best first; what cannot be found is no (Micro-Evaluator)."""

    STRONG = "strong"
    SUBSTANTIAL = "substantial"
    WEAK = "weak"
    NO = "no"


class Source(StrEnum):
    """Where a value was found."""

    DOCUMENT = "document"  # the credential itself
    CHECK = "check"  # what the verifier said of it
    REGISTER = "register"
    ISSUER = "issuer"  # the issuer's answer to a question
    PUBLISHED = "published"  # a page or a catalogue of the institution, or of somebody else
    APPLICANT = "applicant"


RATINGS: Mapping[Part, tuple[str, ...]] = {
    Part.ELEMENTS: tuple(Comparison),
    Part.CRITERIA: tuple(Answer),
}
"""What a finding of each list may be rated."""

NAMES: Mapping[Part, tuple[str, ...]] = {Part.ELEMENTS: ELEMENTS, Part.CRITERIA: CRITERIA}
"""The names of each list, in order."""

UNAVAILABLE = frozenset({str(Comparison.NOT_AVAILABLE), str(Answer.NO)})
"""Ratings that stand without a value."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line. A rating is a person's; a value without a rating was filled from a document and not looked at yet."""

    part: Part
    name: str
    rating: str = ""
    value: str = ""
    source: Source | None = None
    on: date | None = None
    because: str = ""

    @property
    def answered(self) -> bool:
        """Rated with value, source and day; or not available, with the reason; or, of a criterion, simply no."""
        if not self.rating:
            return False
        if self.rating == Comparison.NOT_AVAILABLE:
            return bool(self.because.strip())
        if self.rating == Answer.NO and not self.value.strip():
            return True
        return bool(self.value.strip()) and self.source is not None and self.on is not None


def check_finding(finding: Finding, today: date) -> tuple[Fault, ...]:
    """What keeps a finding from being kept; empty for a sound one."""
    place = finding.name
    if finding.name not in NAMES[finding.part]:
        return (Fault("foreign.finding-unknown", place),)
    if finding.rating not in RATINGS[finding.part]:
        return (Fault("foreign.finding-unrated", place),)
    if finding.on is not None and finding.on > today:
        return (Fault("foreign.finding-later", place),)
    if finding.answered:
        return ()
    if finding.rating == Comparison.NOT_AVAILABLE:
        return (Fault("foreign.finding-without-reason", place),)
    return (Fault("foreign.finding-without-source", place),)


def needed(*, small: bool, online: bool) -> frozenset[tuple[Part, str]]:
    """The lines that a credential needs: five elements; of a micro-credential five criteria, of an online one seven."""
    lines = {(Part.ELEMENTS, name) for name in ELEMENTS}
    if small:
        lines |= {(Part.CRITERIA, name) for name in CRITERIA if online or name not in ONLINE_ONLY}
    return frozenset(lines)


def answered(findings: Iterable[Finding], part: Part) -> frozenset[str]:
    """The names of a list that are answered."""
    return frozenset(one.name for one in findings if one.part is part and one.answered)


def left(findings: Iterable[Finding], *, small: bool, online: bool) -> frozenset[tuple[Part, str]]:
    """The lines that are still to be answered."""
    given = {(one.part, one.name) for one in findings if one.answered}
    return needed(small=small, online=online) - given
