"""The award record of a person who completed a micro-qualification: the design as it stood, and this person's results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction

from tanym.core.credentials.record import (
    AwardRecord,
    Body,
    Grade,
    Holder,
    Kind,
    RecordedAssessment,
    RecordedLevel,
    RecordedOutcome,
    RecordedQuality,
    Skill,
    Text,
)
from tanym.core.qualifications.award import SUPERVISION, Cell
from tanym.core.qualifications.design import Assessment, Design, LearningOutcome

FRAMEWORKS: Mapping[str, str] = {"esco": "ESCO", "professional-standard": "Professional standard"}
IDENTITY_CHECKS: Mapping[str, str] = {"supervised-with-id": "document-in-person", "supervised": "account"}


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one cell of the plan: whole per cent, how the person was watched and identified, the day."""

    percent: int
    supervision: str
    on: date


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands outside the design: bodies, names and texts as they were on the day of the award."""

    awarding: Body
    assessing: Body
    delivering: Body
    quality_body: Text
    counts_towards: tuple[Text, ...]
    place: Text
    skills: Mapping[str, Skill] = field(
        default_factory=dict
    )  # by the target of a link, where a register knows it


def completed(
    design: Design,
    results: Mapping[Cell, Found],
    *,
    holder: Holder,
    grade: Grade,
    around: Surroundings,
    version: str,
    achievement_id: str,
    awarded_at: datetime,
) -> AwardRecord:
    """The record, complete but for its `id` and `number`, which the award itself has.

    Elements: Annex I of Council Recommendation 2022/C 243/02, mandatory and optional. The reasons that the assessor
    gave stay between the learner and the assessing body.
    """
    return replace(
        _described(design, around, holder, version, achievement_id, awarded_at),
        outcomes=tuple(_outcome(outcome, design, results, around) for outcome in design.outcomes),
        assessments=tuple(_assessment(one, results) for one in design.assessments),
        grade=grade,
        identity_check=_identity_check([found.supervision for found in results.values()]),
    )


def validated(
    design: Design,
    assessments: Sequence[RecordedAssessment],
    *,
    holder: Holder,
    around: Surroundings,
    version: str,
    achievement_id: str,
    awarded_at: datetime,
) -> AwardRecord:
    """The record of somebody whose learning was validated in full: the same award, with no lesser standing.

    Every outcome is achieved, without per cent and grade; `assessments` tell by which methods (Council Recommendation of
    2012, point 3: same or equivalent standards).
    """
    whole = _described(design, around, holder, version, achievement_id, awarded_at)
    return replace(
        whole,
        outcomes=tuple(
            RecordedOutcome(
                id=one.id, text=one.text, kind=one.kind or "", achieved=True, skills=_skills(one, around)
            )
            for one in design.outcomes
        ),
        assessments=tuple(assessments),
        identity_check=_identity_check([one.supervision for one in assessments if one.supervision]),
    )


def _described(
    design: Design,
    around: Surroundings,
    holder: Holder,
    version: str,
    achievement_id: str,
    awarded_at: datetime,
) -> AwardRecord:
    """What the record says of the micro-qualification itself, whoever holds it."""
    return AwardRecord(
        kind=Kind.MICRO_QUALIFICATION,
        id="",
        achievement_id=achievement_id,
        number="",
        titles=design.titles,
        holder=holder,
        awarding=around.awarding,
        assessing=around.assessing,
        delivering=around.delivering,
        awarded_at=awarded_at,
        version=version,
        code=design.code or "",
        summary=design.summary,
        workload=dict(design.workload),
        credits=design.credits,
        ects=design.ects,
        level=RecordedLevel(
            design.level.nqf,
            design.level.eqf,
            design.level.eqf_status or "indicative",
            design.level.basis or "",
        ),
        participation=design.participation or "",
        languages=design.languages,
        isced_f=design.isced_f or "",
        quality=_quality(design, around),
        prerequisites=design.prerequisites,
        stacking=design.stacking.option or "",
        counts_towards=around.counts_towards,
        place=around.place,
    )


def _outcome(
    outcome: LearningOutcome, design: Design, results: Mapping[Cell, Found], around: Surroundings
) -> RecordedOutcome:
    cells = [
        (results[assessment.id, covering.outcome].percent, covering.threshold)
        for assessment in design.assessments
        for covering in assessment.covers
        if covering.outcome == outcome.id
    ]
    mean = Fraction(sum(percent for percent, _ in cells), len(cells)) if cells else None
    thresholds = [threshold for _, threshold in cells if threshold is not None]
    return RecordedOutcome(
        id=outcome.id,
        text=outcome.text,
        kind=outcome.kind or "",
        achieved=bool(cells) and all(percent >= (threshold or 0) for percent, threshold in cells),
        percent=None if mean is None else int(mean + Fraction(1, 2)),
        threshold=max(thresholds, default=None),
        skills=_skills(outcome, around),
    )


def _skills(outcome: LearningOutcome, around: Surroundings) -> tuple[Skill, ...]:
    return tuple(
        around.skills.get(link.target)
        or Skill(link.target, link.target, FRAMEWORKS.get(link.scheme, link.scheme))
        for link in outcome.links
    )


def _assessment(assessment: Assessment, results: Mapping[Cell, Found]) -> RecordedAssessment:
    found = [results[assessment.id, covering.outcome] for covering in assessment.covers]
    return RecordedAssessment(
        type=assessment.type or "",
        title=assessment.title,
        supervision=_weakest([one.supervision for one in found]),
        outcomes=tuple(covering.outcome for covering in assessment.covers),
        on=max((one.on for one in found), default=None),
    )


def _quality(design: Design, around: Surroundings) -> RecordedQuality | None:
    quality = design.quality
    if not quality.kind:
        return None
    return RecordedQuality(
        quality.kind,
        around.quality_body,
        quality.reference or "",
        quality.url or "",
        quality.since,
        quality.until,
    )


def _identity_check(supervision: Sequence[str]) -> str:
    return IDENTITY_CHECKS.get(_weakest(supervision), "none")


def _weakest(supervision: Sequence[str]) -> str:
    return min(supervision, key=SUPERVISION.index, default="")
