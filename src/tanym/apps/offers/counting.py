"""What would count, and where: what a person holds beside what is in force, was decided before, or is near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tanym.apps.offers.queries import ForPerson, open_to
from tanym.apps.offers.standings import awards_by_version
from tanym.apps.portfolio.models import Item
from tanym.apps.portfolio.queries import items
from tanym.apps.qualifications.models import Award, Discipline
from tanym.apps.qualifications.queries import design_of
from tanym.apps.recognition.models import Decision, RecognitionCase
from tanym.apps.recognition.opening import ref_of_discipline
from tanym.apps.recognition.queries import targets
from tanym.apps.recognition.register_rows import smallest
from tanym.core.matching.nearness import Learnt, Near, nearest
from tanym.core.qualifications.design import LearningOutcome
from tanym.core.recognition.appeal import AppealResult
from tanym.core.registers.small_numbers import Counted, published

MOST = 6
"""Disciplines that are named as near: more than anybody would read is no advice."""


@dataclass(frozen=True, slots=True)
class ShownReason:
    """An outcome of the discipline that may be shown, by what, in which words of it."""

    outcome: Any
    by: Award | Item
    words: Any
    likeness: int


@dataclass(frozen=True, slots=True)
class NearDiscipline:
    """A discipline that is near: advice only."""

    discipline: Discipline
    reasons: Sequence[ShownReason]
    of: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """How an organisation decided on awards of the same micro-qualifications before, in groups that single nobody out."""

    discipline: Discipline
    result: str
    decisions: int


@dataclass(frozen=True, slots=True)
class WhatCounts:
    """The answer for one person on a day."""

    awards: Sequence[Award]
    items: Sequence[Item]
    offers: Sequence[ForPerson]
    earlier: Sequence[Earlier]
    near: Sequence[NearDiscipline]


def what_counts(person: Any, on: date) -> WhatCounts:
    """What a person holds, and what would count, and where."""
    awards = [one for one in awards_by_version(person) if one.annulled_on is None]
    shown = list(items(person).filter(award=None))
    open_disciplines = {ref_of_discipline(one): one for _organisation, found in targets(on) for one in found}
    offers = open_to(person, on)
    spared = {ref_of_discipline(one.shown.row.discipline) for one in offers if not one.refusals}
    spared |= decided_for(person)
    return WhatCounts(
        awards=awards,
        items=shown,
        offers=offers,
        earlier=_earlier(awards, open_disciplines, on),
        near=near(awards, shown, {name: one for name, one in open_disciplines.items() if name not in spared}),
    )


def decided_for(person: Any) -> set[str]:
    """The targets towards which a person has asked already: the case tells more than any advice."""
    found = RecognitionCase.objects.filter(claimant=person).exclude(submitted_at=None)
    return set(found.exclude(stage__in=["withdrawn", "lapsed"]).values_list("target_ref", flat=True))


def near(
    awards: Sequence[Award], shown: Sequence[Item], among: dict[str, Discipline]
) -> list[NearDiscipline]:
    """The disciplines that are nearest to what a person holds."""
    things: dict[str, Award | Item] = {f"award:{one.pk}": one for one in awards}
    things |= {f"item:{one.pk}": one for one in shown}
    learnt = [
        *(Learnt(f"award:{one.pk}", design_of(one.version).outcomes) for one in awards),
        *(Learnt(f"item:{one.pk}", text=f"{one.title}\n{one.text}") for one in shown),
    ]
    found = nearest(learnt, {name: _outcomes(one) for name, one in among.items()}, MOST)
    return [_shown(one, among[one.target], things) for one in found]


def _shown(found: Near, discipline: Discipline, things: dict[str, Award | Item]) -> NearDiscipline:
    by_id = {one["id"]: one for one in discipline.outcomes}
    reasons = [
        ShownReason(by_id[one.outcome], things[one.by], one.words, one.likeness) for one in found.reasons
    ]
    return NearDiscipline(discipline, reasons, found.of)


def _outcomes(discipline: Discipline) -> list[LearningOutcome]:
    return [
        LearningOutcome(id=one["id"], kind=one.get("kind"), text=one["text"]) for one in discipline.outcomes
    ]


def _earlier(awards: Sequence[Award], among: dict[str, Discipline], on: date) -> list[Earlier]:
    same = {one.version.micro_qualification_id for one in awards if one.version}
    taken = (
        Decision.objects.filter(
            case__evidence__award__version__micro_qualification__in=same,
            case__target_ref__in=among,
        )
        .exclude(result=AppealResult.UPHOLD)
        .select_related("case__organisation")
        .order_by("-decided_at", "-pk")
        .distinct()
    )
    latest: dict[int, Decision] = {}
    for one in taken:  # of a case the decision that holds: an appeal's reversal is the later one
        latest.setdefault(one.case_id, one)
    counted = [
        Counted(
            one.case.organisation.code,
            one.case.target_ref,
            str((one.content.get("instead") or one.content)["result"]),
            1,
        )
        for one in latest.values()
        if one.result != AppealResult.REMIT  # nothing holds until it is decided anew
    ]
    counts, _kept_back = published(counted, smallest(on))
    return [Earlier(among[one.subject], one.result, one.decisions) for one in counts if one.subject in among]
