"""What a conclusion rests on: the results as facts for the rules, the grade of the day, the surroundings of the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from tanym.apps.accounts.queries import holder
from tanym.apps.accounts.words import day, say
from tanym.apps.learning.models import Enrolment
from tanym.apps.learning.queries import results_of
from tanym.apps.organisations.queries import organisation, organisations, recorded_body
from tanym.apps.policy.queries import stack
from tanym.apps.policy.shown import ShownCitation, shown_citations
from tanym.apps.qualifications.models import Award, Version
from tanym.apps.qualifications.queries import awards_of, design_of, disciplines
from tanym.apps.standards.queries import named
from tanym.core.credentials.completion import FRAMEWORKS, Found, Surroundings, completed
from tanym.core.credentials.record import AwardRecord, Skill
from tanym.core.credentials.record import Grade as RecordedGrade
from tanym.core.kernel.localized import LANGUAGES, choose
from tanym.core.qualifications.award import Cell, Following, Grade, conclude, following
from tanym.core.qualifications.design import Design, StackTarget
from tanym.core.qualifications.grades import brings_credits, grade_on
from tanym.core.rules import Stack

STANDARD = "professional-standard"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What concluding now would say: whether an award follows, and the grade."""

    reached: bool
    hundredths: int
    grade: Grade

    @property
    def percent(self) -> int:
        """Whole per cent."""
        return self.grade.percent

    @property
    def letter(self) -> str:
        """The letter on the scale of the day."""
        return self.grade.letter


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an enrolment: the award, or what the person can do next."""

    award: Award | None = None
    next: Following | None = None


def foreseen(enrolment: Enrolment, on: date) -> Foreseen:
    """The conclusion from the results of this attempt, graded on the scale in force on that day.

    A letter that is no positive assessment leads to no award, even where every threshold is reached.
    Raises `InvalidValue` (`award.results-missing`, `award.no-plan`).
    """
    found = conclude(
        design_of(enrolment.version), {cell: result.percent for cell, result in results_of(enrolment).items()}
    )
    by = _stack(enrolment, on)
    grade = grade_on(by, found.hundredths)
    return Foreseen(found.reached and brings_credits(by, grade.letter), found.hundredths, grade)


def outcome_of(enrolment: Enrolment) -> Outcome:
    """The award that followed, or what comes next after a conclusion without one; nothing while it runs."""
    if enrolment.state == "awarded":
        return Outcome(award=awards_of(enrolment.person).filter(source=enrolment.source).first())
    if enrolment.state != "not-reached" or enrolment.concluded_at is None:
        return Outcome()
    by = _stack(enrolment, timezone.localdate(enrolment.concluded_at))
    repeats, most = by.value("grade.repeats-course"), by.value("retake.most")
    return Outcome(
        next=following(
            enrolment.letter,
            enrolment.attempt,
            repeats if isinstance(repeats, frozenset) else (),
            most if isinstance(most, int) else 0,
        )
    )


def citations(enrolment: Enrolment, on: date, name: str, language: str) -> tuple[ShownCitation, ...]:
    """The sources of a value (`grade.scale`) or of a rule (`AS-02`) as they stood on that day."""
    by = _stack(enrolment, on)
    if name in by.values:
        return shown_citations(by, by.values[name].spoken.cites, language)
    return shown_citations(by, by.rules[name].rule.cites, language) if name in by.rules else ()


def supervision(enrolment: Enrolment) -> dict[str, str]:
    """How the person was watched and identified, by assessment."""
    return {assessment: result.identity for (assessment, _), result in results_of(enrolment).items()}


def found_of(enrolment: Enrolment) -> dict[Cell, Found]:
    """The results of this attempt as the record takes them."""
    return {
        cell: Found(result.percent, result.identity, timezone.localdate(result.at))
        for cell, result in results_of(enrolment).items()
    }


def record_of(enrolment: Enrolment, seen: Foreseen, at: datetime) -> AwardRecord:
    """The record of the award that would be conferred at that moment, complete but for its address and number."""
    design = design_of(enrolment.version)
    return completed(
        design,
        found_of(enrolment),
        holder=holder(enrolment.person),
        grade=recorded_grade(seen, enrolment, timezone.localdate(at)),
        around=surroundings(design),
        version=str(enrolment.version.number),
        achievement_id=achievement_address(enrolment.version),
        awarded_at=timezone.localtime(at).replace(microsecond=0),
    )


def recorded_grade(seen: Foreseen, enrolment: Enrolment, on: date) -> RecordedGrade:
    """The grade with the scale that was in force."""
    return on_its_scale(seen.grade, _stack(enrolment, on), on)


def on_its_scale(grade: Grade, by: Stack, on: date) -> RecordedGrade:
    """A grade as a record keeps it, with the scale of the packs in force on that day."""
    value = by.values["grade.scale"]
    return RecordedGrade(
        percent=grade.percent,
        letter=grade.letter,
        points=grade.points,
        scale={x: say("learning.scale", x, on=day(on, x)) for x in LANGUAGES},
        letters=tuple(band.code for band in value.value) if isinstance(value.value, tuple) else (),
    )


def surroundings(design: Design) -> Surroundings:
    """Bodies, names and texts as they stand now."""
    awarding = organisation(design.bodies.awarding or "")
    return Surroundings(
        awarding=recorded_body(awarding),
        assessing=recorded_body(organisation(design.bodies.assessing or "")),
        delivering=recorded_body(organisation(design.bodies.delivering or "")),
        quality_body=_names(design.quality.body or ""),
        counts_towards=tuple(_counts(target) for target in design.stacking.targets if target.agreement),
        place=awarding.city,
        skills=_skills(design),
    )


def _skills(design: Design) -> dict[str, Skill]:
    """The parts of professional standards to which the outcomes point, with their lasting addresses."""
    targets = {link.target for one in design.outcomes for link in one.links if link.scheme == STANDARD}
    return {
        target: Skill(part.address, choose(part.part.text, "en")[0], FRAMEWORKS[STANDARD])
        for target, part in named(sorted(targets), timezone.localdate()).items()
    }


def achievement_address(version: Version) -> str:
    """The lasting address of the version of a micro-qualification: the same in every award of it."""
    return f"{settings.TANYM.address}/m/{version.public_id}"


def _stack(enrolment: Enrolment, on: date) -> Stack:
    return stack(on, enrolment.version.content.get("bodies", {}).get("awarding"))


def _names(code: str) -> dict[str, str]:
    found = organisations().filter(code=code).first()
    return found.names if found else dict.fromkeys(LANGUAGES, code) if code else {}


def _counts(target: StackTarget) -> dict[str, str]:
    body = _names(target.body)
    discipline = (
        disciplines().filter(programme__organisation__code=target.body, code=target.discipline).first()
    )
    titles = discipline.titles if discipline else dict.fromkeys(LANGUAGES, target.discipline)
    code = "learning.counts-until" if target.until else "learning.counts"
    return {
        x: say(
            code,
            x,
            body=choose(body, x)[0],
            discipline=choose(titles, x)[0],
            until=day(target.until, x) if target.until else "",
        )
        for x in LANGUAGES
    }
