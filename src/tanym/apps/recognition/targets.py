"""The target of a case as the core knows it."""

from __future__ import annotations

from typing import Any

from tanym.apps.recognition.models import RecognitionCase
from tanym.core.qualifications.design import LearningOutcome
from tanym.core.recognition.target import Target


def target_of(case: RecognitionCase) -> Target:
    """What recognition is asked for, as it stood when the case was opened."""
    target = case.target
    return Target(
        code=target["code"],
        titles=target["titles"],
        credits=target["credits"],
        outcomes=tuple(
            LearningOutcome(id=one["id"], kind=one.get("kind"), text=one["text"])
            for one in target["outcomes"]
        ),
        organisation=target["organisation"],
        programme=target.get("programme", ""),
        kind=target.get("kind", "discipline"),
    )


def outcome_ids(case: RecognitionCase) -> frozenset[str]:
    """The codes of the outcomes of the target."""
    return frozenset(outcome["id"] for outcome in case.target["outcomes"])


def levels_of(case: RecognitionCase, outcome: str) -> list[dict[str, Any]]:
    """The levels of the rubric of an outcome, the lowest first: [{"code", "text": by language}]; none without a rubric."""
    found = next((one for one in case.target["outcomes"] if one["id"] == outcome), {})
    return list(found.get("levels", ()))
