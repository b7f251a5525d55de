"""Earlier decisions on like learning towards the same target, shown before a case is decided (RC-20)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from tanym.apps.recognition.casefile import commission_of, decision_of
from tanym.apps.recognition.models import Decision, RecognitionCase
from tanym.core.recognition.appeal import AppealResult
from tanym.core.recognition.consistency import Distance, Shown, differing_findings, distance, otherwise
from tanym.core.recognition.decision import CommissionDecision
from tanym.core.recognition.facts import Precedents

COMPARED = 60
"""The earlier decisions that are compared: the latest ones tell how the organisation decides now."""

MOST = 20
"""The nearest of them that are shown."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A similar case as a commission reads it: what was decided and when, why it is near, and nothing about the person."""

    decided_on: date
    result: str
    recognised: int
    of: int
    otherwise: bool
    otherwise_numbers: str  # of the outcomes that are found otherwise than here
    near: Distance
    recognised_numbers: str  # of the outcomes
    missing_numbers: str


def earlier(case: RecognitionCase, found: CommissionDecision | None) -> list[Earlier]:
    """The nearest decisions towards the same target: on the same micro-qualification, by the same provider, or in alike words.

    `otherwise` says that the result, or the finding on an outcome, differs from the one in these minutes.
    """
    return [
        Earlier(
            decided_on=timezone.localdate(taken.decided_at),
            result=str(decision.result),
            recognised=len(decision.recognised),
            of=len(decision.findings),
            otherwise=found is not None and otherwise(found, decision),
            otherwise_numbers=numbers_of(case, differing_findings(found.findings, decision.findings))
            if found
            else "",
            near=near,
            recognised_numbers=_numbers(case, decision, recognised=True),
            missing_numbers=_numbers(case, decision, recognised=False),
        )
        for taken, decision, near in _similar(case)
    ]


def precedents(case: RecognitionCase, on: date) -> Precedents:
    """What the search for similar cases gave, as the rules read it: decisions on the same micro-qualification.

    It is made whenever they are asked. Likeness of words or of the provider is for people to weigh, and asks for no reasons.
    """
    commission = commission_of(case)
    draft = commission.draft if commission else {}
    found = decision_of(draft) if draft else None
    similar = [
        (str(taken.case.public_id), decision)
        for taken, decision, near in _similar(case)
        if near.same_learning
    ]
    return Precedents(
        searched_on=found.on if found else on,
        found=frozenset(name for name, _ in similar),
        otherwise=frozenset(name for name, one in similar if found and otherwise(found, one)),
        deviation=draft.get("deviation", ""),
    )


def shown_in(case: RecognitionCase) -> Shown:
    """What a case rests on, of its evidence."""
    learning, providers, words = set(), set(), []
    for item in case.evidence.all():
        if item.award and item.award.version:
            learning.add(str(item.award.version.micro_qualification_id))
        if item.award:
            providers.add(f"body:{item.award.awarding_body_id}")
        elif item.provider.strip():
            providers.add(" ".join(item.provider.casefold().split()))
        words.append(f"{item.title} {item.text}".strip())
    return Shown(frozenset(learning), frozenset(providers), "\n".join(sorted(words)))


def _numbers(case: RecognitionCase, decision: CommissionDecision, *, recognised: bool) -> str:
    return numbers_of(case, [one.outcome for one in decision.findings if one.recognised is recognised])


def numbers_of(case: RecognitionCase, outcomes: Iterable[str]) -> str:
    """Outcomes by their numbers in the target, as they are read aloud."""
    numbers = {one["id"]: str(n) for n, one in enumerate(case.target["outcomes"], 1)}
    return ", ".join(numbers.get(one, one) for one in outcomes)


def binding(case: RecognitionCase) -> list[CommissionDecision]:
    """The earlier decisions on the same micro-qualification: who decides otherwise than one of them says why."""
    return [decision for _taken, decision, near in _similar(case) if near.same_learning]


def _similar(case: RecognitionCase) -> list[tuple[Decision, CommissionDecision, Distance]]:
    here = shown_in(case)
    if not here.text or case.rehearsal:  # who rehearses need not be somebody who may read real cases
        return []
    taken = (
        Decision.objects.filter(case__target_ref=case.target_ref)
        .exclude(case=case)
        .exclude(result=AppealResult.UPHOLD)
        .select_related("case")
        .prefetch_related("case__evidence__award__version")
        .order_by("-decided_at", "-pk")[:COMPARED]
    )
    latest: dict[int, Decision] = {}
    # Of a case the decision that holds: a reversal is the later one; what is to be decided anew says nothing.
    for one in taken:
        latest.setdefault(one.case_id, one)
    found = []
    for one in latest.values():
        near = distance(here, shown_in(one.case))
        content = one.content.get("instead") or one.content
        if near.near and "findings" in content:
            found.append((one, decision_of(content), near))
    found.sort(key=lambda row: row[2].order)
    return found[:MOST]
