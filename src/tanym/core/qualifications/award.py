"""What follows from the results of an assessment: every threshold reached or not, the grade on the scale of the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.core.qualifications.design import Design
from tanym.core.rules.types import Band

Cell = tuple[str, str]
"""A cell of the assessment plan: the id of the assessment and the id of the outcome that it shows."""

SUPERVISION = ("unsupervised", "supervised", "supervised-with-id")
"""How a person was watched and identified, from the weakest way to the strongest."""

WHOLE = 100


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What the plan says of a person's results.

    `hundredths` is the overall result in whole hundredths of a per cent, cut off and not rounded, so that the one
    rounding is that of the grade (89.497 is 89 per cent, never 89.50 and then 90); `below` are the cells whose threshold was not
    reached. Thresholds decide, each by itself; the overall result only grades what was reached.
    """

    below: tuple[Cell, ...]
    hundredths: int

    @property
    def reached(self) -> bool:
        """Whether every outcome was shown wherever the plan asks for it."""
        return not self.below


@dataclass(frozen=True, slots=True)
class Grade:
    """A result on a scale: whole per cent, letter, points ("3.0"), and the traditional mark by language."""

    percent: int
    letter: str
    points: str = ""
    traditional: Mapping[str, str] = field(default_factory=dict)


class Following(StrEnum):
    """What a person can do when the thresholds were not reached."""

    RETAKE = "retake"
    REPEAT = "repeat"


def conclude(design: Design, results: Mapping[Cell, int]) -> Conclusion:
    """The conclusion from one whole per cent for every cell of the plan of `design`.

    Each outcome counts alike in the overall result, whatever the number of assessments that show it.
    Raises `InvalidValue("award.results-missing")` with their number, `InvalidValue("award.no-plan")` for a design
    that assesses nothing. Source of the thresholds: Annex I of Council Recommendation 2022/C 243/02 (type of
    assessment); that each holds by itself is the practice of recognition (Malaysia APEL.C, secondary source).
    """
    thresholds = {
        (assessment.id, covering.outcome): covering.threshold or 0
        for assessment in design.assessments
        for covering in assessment.covers
    }
    if not thresholds:
        raise InvalidValue("award.no-plan")
    missing = [cell for cell in thresholds if cell not in results]
    if missing:
        raise InvalidValue("award.results-missing", count=len(missing))
    by_outcome: dict[str, list[int]] = {}
    for (_, outcome), percent in ((cell, results[cell]) for cell in thresholds):
        by_outcome.setdefault(outcome, []).append(percent)
    means = [Fraction(sum(found), len(found)) for found in by_outcome.values()]
    overall = sum(means, Fraction()) / len(means) * 100
    return Conclusion(
        below=tuple(cell for cell, threshold in thresholds.items() if results[cell] < threshold),
        hundredths=int(overall),
    )


def grade(hundredths: int, scale: Sequence[Band], rounding: str) -> Grade:
    """The grade of a result in hundredths of a per cent; `rounding` is half-up or down, to whole per cent.

    Raises `InvalidValue("award.rounding")` for another rounding and `NotFound("award.no-band")` where the scale has
    a gap. Source of the scale: the value `grade.scale` of the packs in force (in Kazakhstan Order 152, Annex 2).
    """
    if rounding not in ("half-up", "down"):
        raise InvalidValue("award.rounding", rounding=rounding)
    percent = (hundredths + WHOLE // 2) // WHOLE if rounding == "half-up" else hundredths // WHOLE
    for band in scale:
        if band.lowest <= percent <= band.highest:
            return Grade(percent, band.code, _points(band), _traditional(band))
    raise NotFound("award.no-band", percent=percent)


def _points(band: Band) -> str:
    points = band.rest.get("points")
    if not isinstance(points, Decimal | int):
        return str(points or "")
    return f"{points:.1f}" if points == int(points) else str(points)


def _traditional(band: Band) -> dict[str, str]:
    named = {"ru": "traditional", "kk": "traditional_kk", "en": "traditional_en"}
    return {language: str(band.rest[name]) for language, name in named.items() if name in band.rest}


def following(letter: str, attempt: int, repeats: Iterable[str], most_retakes: int) -> Following:
    """What comes after a result that does not lead to an award: a retake, or the course again.

    `repeats` are the letters after which the course is repeated, `most_retakes` the retakes that are open
    (in Kazakhstan Order 152, p. 36: FX one retake, F the course again).
    """
    if letter in set(repeats) or attempt > most_retakes:
        return Following.REPEAT
    return Following.RETAKE


def weaker_than_planned(design: Design, supervision: Mapping[str, str]) -> tuple[str, ...]:
    """The assessments at which people were watched or identified less strictly than the plan says."""
    return tuple(
        assessment.id
        for assessment in design.assessments
        if assessment.supervision in SUPERVISION
        and supervision.get(assessment.id) in SUPERVISION
        and SUPERVISION.index(supervision[assessment.id]) < SUPERVISION.index(assessment.supervision)
    )
