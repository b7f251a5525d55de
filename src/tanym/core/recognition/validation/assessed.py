"""What a validation tells the rules on assessment (AS-01 to AS-12): who judged, by which methods, with which reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tanym.core.qualifications.assessment_facts import GIVEN
from tanym.core.qualifications.award import SUPERVISION
from tanym.core.recognition.file import RecognitionFile
from tanym.core.recognition.judgement import Achievement, OutcomeJudgement, by_outcome

CLOSED = frozenset({"fixed-response-test"})
"""Methods whose answers are given beforehand, so that no rater judges."""

ACHIEVED = 100
"""An outcome judged as achieved, in the whole per cent that the rules on scores speak of."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What stands on record of an assessment beside the file of its case; None where nothing was recorded.

    `methods` are those chosen for each outcome, `advised` all who gave the claimant guidance, `identified` how the person
    was identified at the assessment (a code of `SUPERVISION`), `promised` the strictest way that the target's design asks for. `qualified`, `moderation`, `adjustments` and `kept_until` are said by a
    named person.
    """

    methods: Mapping[str, frozenset[str]]
    advised: frozenset[str] = frozenset()
    identified: str = ""
    promised: str = ""
    qualified: frozenset[str] | None = None
    moderation: str | None = None
    adjustments: Mapping[str, tuple[str, str]] | None = None  # what was asked → decision, reasons
    kept_until: date | None = None
    appeal_told: str = ""
    appeal_until: date | None = None
    raters: Mapping[str, frozenset[str]] = field(default_factory=dict)  # who judged each outcome


def assessment_facts(file: RecognitionFile, assessed: Assessment, on: date) -> dict[str, object]:
    """Facts for the rules that bind an assessment, of a whole validation on a day; None counts as absent.

    There are no scores, so no threshold can be missed by averaging: each outcome is achieved or not (AS-08).
    """
    found = by_outcome(file.target, file.judgements)
    chosen = {outcome.id: assessed.methods.get(outcome.id, frozenset()) for outcome in file.target.outcomes}
    skills = {one.id for one in file.target.outcomes if one.kind == "skill"}
    judges = {one.assessor for one in found.values()}.union(*assessed.raters.values())
    facts: dict[str, object | None] = {
        "assessment.on": on,
        "assessment.assessors": frozenset(judges) or None,
        "assessment.qualified_assessors": assessed.qualified,
        "assessment.counsellors_and_trainers": assessed.advised,
        "assessment.declared_conflicts": file.conflicted,
        "assessment.methods": frozenset().union(*chosen.values()) or None,
        "assessment.methods_for_skills": frozenset().union(*(chosen[one] for one in sorted(skills))),
        "assessment.whole_standard": True,
        "assessment.raters_of_open_results": _raters(chosen, found, assessed),
        "assessment.moderation": assessed.moderation,
        "assessment.outcomes": file.target.outcome_ids,
        "assessment.results": {
            one: ({"result": str(judgement.achievement), "reasons": GIVEN},)
            for one, judgement in found.items()
        },
        "assessment.confirmed_scores": _scores(found),
        "assessment.thresholds": dict.fromkeys(_scores(found), ACHIEVED),
        "assessment.feedback": frozenset(found) or None,
        "assessment.appeal_told": assessed.appeal_told or None,
        "assessment.appeal_until": assessed.appeal_until,
        "assessment.records_retrievable": bool(found) or None,
        "assessment.records_kept_until": assessed.kept_until,
        **_identity(assessed),
        **_adjustments(assessed),
    }
    return {name: fact for name, fact in facts.items() if fact is not None}


def _scores(found: Mapping[str, OutcomeJudgement]) -> dict[str, int]:
    return {one: ACHIEVED for one, said in found.items() if said.achievement is Achievement.ACHIEVED}


def _raters(
    chosen: Mapping[str, frozenset[str]], found: Mapping[str, OutcomeJudgement], assessed: Assessment
) -> int | None:
    """The fewest people who judged an outcome that needs judgement."""
    counts = [
        len({found[one].assessor} | assessed.raters.get(one, frozenset()))
        for one, methods in chosen.items()
        if one in found and methods - CLOSED
    ]
    return min(counts, default=None)


def _identity(assessed: Assessment) -> dict[str, object]:
    if not assessed.identified:
        return {}
    return {
        "assessment.identity_checks": {"assessment": ({"mode": assessed.identified},)},
        "assessment.identity_as_declared": _strictness(assessed.identified) >= _strictness(assessed.promised),
    }


def _strictness(mode: str) -> int:
    return SUPERVISION.index(mode) if mode in SUPERVISION else -1


def _adjustments(assessed: Assessment) -> dict[str, object]:
    if assessed.adjustments is None:
        return {}
    decided = {
        name: ({"decision": decision, "reasons": reasons},)
        for name, (decision, reasons) in assessed.adjustments.items()
        if decision and reasons.strip()
    }
    return {
        "assessment.adjustments_asked": frozenset(assessed.adjustments),
        "assessment.adjustments_decided": decided,
    }
