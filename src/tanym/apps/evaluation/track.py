"""The track of foreign learning: what its cases have beyond what every case of recognition has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tanym.apps.evaluation import conditions
from tanym.apps.evaluation.casefile import FOREIGN, documented, evaluation_of, guards, rules
from tanym.apps.evaluation.conditions import end_recognition, restate_conditions
from tanym.apps.evaluation.panels import panels
from tanym.apps.evaluation.paper import letter, papers
from tanym.apps.evaluation.precedents import handling
from tanym.apps.evaluation.statement import award
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.tracks import Track


def known(case: RecognitionCase, step: str) -> Mapping[str, Any]:
    """What only this room knows for the guards of a step, with how the conditions of the decision stand."""
    found, kept = guards(case, step), evaluation_of(case)
    if kept is None:
        return found
    return {
        "foreign": replace(found["foreign"], **conditions.guards(case, kept)),
        "stated": conditions.stated(case),
    }


TRACK = Track(
    procedure=FOREIGN,
    kind="foreign",
    documented=documented,
    guards=known,
    handling=handling,
    rules=rules,
    award=award,
    panels=panels,
    own_steps=frozenset(
        {
            "ask-issuer",
            "enter-on-condition",
            "show-condition",
            "confirm-condition",
            "confirm-last-condition",
            "condition-not-shown",
        }
    ),
    effects={"restate-conditions": restate_conditions, "end-recognition": end_recognition},
    papers=papers,
    letter=letter,
)
