"""Computed advice on a case: where the evidence speaks of an outcome. People look at it; no rule and no guard does."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language

from tanym.apps.accounts.models import Person
from tanym.apps.recognition.assessing import seat_of, to_mark
from tanym.apps.recognition.models import AdviceSeen, EvidenceItem, Objection, RecognitionCase
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.targets import target_of
from tanym.core.matching.advice import Advice, Advisor, advise

AFTER_MARK, ANY_TIME, NEVER = "after-mark", "any-time", "never"
"""When an assessor may open the advice (`assessment.advice`): after the own mark, at any time, not at all."""

_ADVISOR: list[Advisor] = [advise]


def use(advisor: Advisor) -> None:
    """Put a better engine in the place of the lexical one. For `AppConfig.ready`."""
    _ADVISOR[:] = [advisor]


def shown_when(case: RecognitionCase) -> str:
    """When advice may be opened by the packs of the case: after the own mark where they say nothing."""
    found = of(case).stack.value("assessment.advice")
    return found if found in (AFTER_MARK, ANY_TIME, NEVER) else AFTER_MARK


def objection_of(case: RecognitionCase) -> Objection | None:
    """The claimant's objection to automated advice in the case: from then on nobody sees any."""
    return Objection.objects.filter(case=case).select_related("answered_by").first()


def openable(case: RecognitionCase, reader: Person) -> frozenset[str]:
    """The outcomes on which this reader may open the advice now.

    An assessor after the own mark, where the packs say so, and never between two assessors' blind marks: what was marked
    alone must have been. The office, once there is nothing more to mark on the outcome.
    """
    when = shown_when(case)
    if when == NEVER or reader.pk == case.claimant_id or objection_of(case) is not None:
        return frozenset()
    outcomes = target_of(case).outcome_ids
    seat = seat_of(case, reader)
    if seat is not None or case.assessor_id == reader.pk:
        if when == ANY_TIME:
            return outcomes
        marked = set(case.judgements.filter(assessor=reader).values_list("outcome", flat=True))
        return frozenset(marked - (to_mark(case, reader) if seat is not None else frozenset()))
    judged = set(case.judgements.values_list("outcome", flat=True))
    return outcomes & judged


def opened(case: RecognitionCase, reader: Person) -> frozenset[str]:
    """The outcomes on which this reader has opened the advice, and may still see it."""
    seen = AdviceSeen.objects.filter(case=case, person=reader).values_list("outcome", flat=True)
    return frozenset(seen) & openable(case, reader)


def advice_on(
    case: RecognitionCase, items: list[EvidenceItem], outcomes: frozenset[str]
) -> Mapping[tuple[int, str], Advice]:
    """The advice on some outcomes: (item, outcome) → advice."""
    wanted = tuple(one for one in target_of(case).outcomes if one.id in outcomes)
    if not wanted:
        return {}
    return {(item.pk, one.outcome): one for item in items for one in _ADVISOR[0](evidence_text(item), wanted)}


def evidence_text(item: EvidenceItem) -> str:
    """The words of a piece of evidence that can be compared: the claimant's, or the outcomes of an award."""
    if item.award is None:
        return item.text
    language = get_language() or "kk"
    outcomes = item.award.record.get("outcomes", [])
    texts = (one.get("text", {}) for one in outcomes if one.get("achieved", True))
    return "\n".join(text.get(language) or next(iter(text.values()), "") for text in texts)
