"""The facts of one person's assessment: what the record of results shows, for the rules on assessment (AS-…)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tanym.core.qualifications.award import SUPERVISION, Cell, weaker_than_planned
from tanym.core.qualifications.design import Design

GIVEN = "given"
"""Stands for a text of the record: the facts of a check are kept, so they repeat no words about a person."""

ANSWERS_GIVEN_BEFOREHAND = frozenset({"test"})
"""Types of assessment whose answers are given beforehand, so that no rater judges."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found in one cell of the plan: whole per cent, the reasons, how the person was identified, who judged."""

    percent: int
    reasons: str
    supervision: str
    assessors: frozenset[str]
    on: date


def assessment_facts(
    design: Design,
    judged: Mapping[Cell, Judged],
    on: date,
    *,
    trained: Collection[str],
    interested: Collection[str],
    appeal: str,
) -> dict[str, object]:
    """The facts on the day of the conclusion; what no record of ours shows (qualifications of assessors, moderation,
    adjustments, a term of appeal) is absent, so unknown.

    `trained` advised or trained the person, `interested` declared a conflict of interest, `appeal` is what the letter
    with the result says of an appeal. Sources: the rules AS-01 to AS-12 of the pack `eu`.
    """
    confirmed = _confirmed(design, judged)
    modes = _modes(design, judged)
    thresholds = {
        _name((one.id, covering.outcome)): covering.threshold
        for one in design.assessments
        for covering in one.covers
        if covering.threshold is not None
    }
    return {
        "assessment.on": on,
        "assessment.assessors": frozenset(who for one in judged.values() for who in one.assessors),
        "assessment.counsellors_and_trainers": frozenset(trained),
        "assessment.declared_conflicts": frozenset(interested),
        "assessment.methods": frozenset(one.type for one in design.assessments if one.type),
        "assessment.methods_for_skills": _methods_for_skills(design),
        "assessment.whole_standard": True,  # a micro-qualification is assessed whole; its parts bring no award
        **_raters(design, judged),
        "assessment.identity_checks": {one: [{"mode": mode}] if mode else [] for one, mode in modes.items()},
        "assessment.identity_as_declared": not weaker_than_planned(design, modes),
        "assessment.outcomes": frozenset(outcome.id for outcome in design.outcomes),
        "assessment.results": _results(design, judged),
        "assessment.confirmed_scores": {_name(cell): judged[cell].percent for cell in confirmed},
        "assessment.thresholds": thresholds,
        "assessment.feedback": frozenset(
            outcome for (_, outcome), one in judged.items() if one.reasons.strip()
        ),
        "assessment.appeal_told": appeal,
        "assessment.records_retrievable": bool(judged)
        and all(one.reasons.strip() and one.assessors for one in judged.values()),
    }


def _raters(design: Design, judged: Mapping[Cell, Judged]) -> dict[str, object]:
    """The fewest people who judged a result that needs judgement; absent where no result needs it."""
    open_ = {one.id for one in design.assessments if one.type not in ANSWERS_GIVEN_BEFOREHAND}
    raters = [len(one.assessors) for (assessment, _), one in judged.items() if assessment in open_]
    return {"assessment.raters_of_open_results": min(raters)} if raters else {}


def _name(cell: Cell) -> str:
    assessment, outcome = cell
    return f"{assessment}/{outcome}"


def _methods_for_skills(design: Design) -> frozenset[str]:
    skills = {outcome.id for outcome in design.outcomes if outcome.kind == "skill"}
    return frozenset(
        one.type
        for one in design.assessments
        if one.type and any(covering.outcome in skills for covering in one.covers)
    )


def _modes(design: Design, judged: Mapping[Cell, Judged]) -> dict[str, str]:
    """How the person was identified at each assessment: the weakest way among its results, empty where none is known."""
    return {
        one.id: _weakest(
            [found.supervision for (assessment, _), found in judged.items() if assessment == one.id]
        )
        for one in design.assessments
    }


def _weakest(found: Sequence[str]) -> str:
    known = [mode for mode in found if mode in SUPERVISION]
    return min(known, key=SUPERVISION.index, default="") if len(known) == len(found) else ""


def _results(
    design: Design, judged: Mapping[Cell, Judged]
) -> dict[str, list[dict[str, str | int | bool | date]]]:
    return {
        outcome.id: [
            {"result": one.percent, "reasons": GIVEN if one.reasons.strip() else ""}
            for (_, shown), one in judged.items()
            if shown == outcome.id
        ]
        for outcome in design.outcomes
    }


def _confirmed(design: Design, judged: Mapping[Cell, Judged]) -> Iterable[Cell]:
    """The cells of the outcomes that were shown wherever the plan asks for them."""
    for outcome in design.outcomes:
        asked = [
            ((one.id, covering.outcome), covering.threshold or 0)
            for one in design.assessments
            for covering in one.covers
            if covering.outcome == outcome.id
        ]
        if asked and all(cell in judged and judged[cell].percent >= least for cell, least in asked):
            yield from (cell for cell, _ in asked)
