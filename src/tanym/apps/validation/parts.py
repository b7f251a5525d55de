"""What was validated of a person before, and in which phase each of their cases stands: read from the cases themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.policy.queries import stack
from tanym.apps.recognition.casefile import decision_taken
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.queries import cases_of
from tanym.apps.recognition.reading import holding_content
from tanym.apps.validation.targets import PROCEDURE, outcomes_of
from tanym.core.kernel.periods import Period
from tanym.core.recognition.target import Target
from tanym.core.recognition.validation.parts import ValidatedPart, validated
from tanym.core.recognition.validation.phases import Passed, PhaseRecord, phases

VALID_FOR = "validation.parts-valid-for"
"""The value by which a pack says how long a validated part counts; without it nothing expires."""


def parts_of(person: Person, ref: str) -> list[ValidatedPart]:
    """Everything of a target that was validated of a person, in any earlier case towards it."""
    found: list[ValidatedPart] = []
    for case in cases_of(person).filter(procedure=PROCEDURE, target_ref=ref):
        found += parts_from(case)
    return found


def parts_from(case: RecognitionCase) -> tuple[ValidatedPart, ...]:
    """What the decision that holds in a case has validated; nothing while there is none, or its award is annulled."""
    decision = decision_taken(case)
    if decision is None or (decision.award is not None and decision.award.annulled_on is not None):
        return ()
    on = timezone.localdate(decision.decided_at)
    confirmed = [one["outcome"] for one in holding_content(decision)["findings"] if one["recognised"]]
    return validated(
        outcomes_of(case.target),
        confirmed,
        case=case.number,
        on=on,
        valid=valid_for(case.organisation.code, on),
    )


def valid_for(organisation: str, on: date) -> Period | None:
    """How long a part validated there on a day counts; None: without an end."""
    value = stack(on, organisation).value(VALID_FOR)
    return value if isinstance(value, Period) else None


def phases_of(case: RecognitionCase) -> tuple[PhaseRecord, ...]:
    """The four phases of a case with their days."""
    taken = case.events.filter(procedure=PROCEDURE).order_by("at", "pk")
    passed = [Passed(one.step, timezone.localdate(one.at)) for one in taken]
    return phases(passed, timezone.localdate(case.opened_at))


def target_in(content: Mapping[str, Any]) -> Target:
    """A target as the core knows it."""
    return Target(
        code=content["code"],
        titles=content["titles"],
        credits=content["credits"],
        outcomes=outcomes_of(content),
        organisation=content["organisation"],
        programme=content.get("programme", ""),
        kind=content["kind"],
    )


def narrowed(content: Mapping[str, Any], left: Iterable[str]) -> dict[str, Any]:
    """A target with only the outcomes that are left to judge."""
    wanted = frozenset(left)
    return {**content, "outcomes": [one for one in content["outcomes"] if one["id"] in wanted]}


def as_json(part: ValidatedPart) -> dict[str, str]:
    """A part as a route keeps it."""
    return {
        "outcome": part.outcome,
        "standard": part.standard,
        "case": part.case,
        "on": part.on.isoformat(),
        "until": part.until.isoformat() if part.until else "",
    }
