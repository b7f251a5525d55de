"""Earlier evaluations of the same institution for the same purpose, shown before a case is decided (RC-20, RC-21)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tanym.apps.evaluation.models import Evaluation
from tanym.apps.recognition.casefile import commission_of, decision_of, decision_taken
from tanym.apps.recognition.models import RecognitionCase
from tanym.core.recognition.facts import Precedents
from tanym.core.recognition.foreign.findings import Part
from tanym.core.recognition.foreign.precedent import Precedent

MOST = 10
"""The earlier evaluations that are compared: the latest ones tell how it is decided now."""


def similar(case: RecognitionCase, kept: Evaluation) -> list[tuple[RecognitionCase, str]]:
    """The latest decided cases about the same institution for the same purpose, with their results; none in a rehearsal."""
    if not kept.institution or case.rehearsal:  # who rehearses need not be somebody who may read real cases
        return []
    others = (
        Evaluation.objects.filter(
            institution__iexact=kept.institution,
            country=kept.country,
            case__purpose=case.purpose,
            case__decided_on__isnull=False,
        )
        .exclude(case=case)
        .select_related("case")
        .order_by("-case__decided_on", "-pk")[:MOST]
    )
    return [(one.case, result) for one in others if (result := _result(one.case))]


def shown(case: RecognitionCase, kept: Evaluation) -> list[tuple[Precedent, str]]:
    """The same as precedents: nothing about the person, each with its result."""
    return [(precedent(one, one.evaluation), result) for one, result in similar(case, kept)]


def precedent(case: RecognitionCase, kept: Evaluation) -> Precedent:
    """A decided case as the next evaluator reads it."""
    document = case.evidence.first()
    workload = kept.findings.filter(part=Part.ELEMENTS, name="workload").first()
    return Precedent(
        qualification=document.title if document else "",
        institution=kept.institution,
        country=kept.country,
        year_completed=kept.award_day.year if kept.award_day else None,
        length=(workload.value or workload.because) if workload else "",
        assessment=_result(case),
        further=kept.statement,
        year_assessed=case.decided_on.year if case.decided_on else None,
    )


def handling(case: RecognitionCase, on: date) -> Mapping[str, Any]:
    """What the search for similar cases gave, as the rules read it; it is made whenever they are asked."""
    kept = Evaluation.objects.filter(case=case).first()
    commission = commission_of(case)
    draft = commission.draft if commission else {}
    if kept is None or not draft:
        return {}
    found = decision_of(draft)
    others = {str(one.public_id): result for one, result in similar(case, kept)}
    return {
        "precedents": Precedents(
            searched_on=found.on,
            found=frozenset(others),
            otherwise=frozenset(name for name, result in others.items() if result != found.result),
            deviation=draft.get("deviation", ""),
        )
    }


def _result(case: RecognitionCase) -> str:
    taken = decision_taken(case)
    if taken is None:
        return ""
    content = taken.content.get("instead") or taken.content
    return str(content["result"])
