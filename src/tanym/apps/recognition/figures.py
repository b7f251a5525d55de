"""What an organisation has decided so far, without the people: for itself, and for everybody above the floor of its pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from tanym.apps.clocks.proceedings import in_force
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import memberships
from tanym.apps.recognition.casefile import decision_of
from tanym.apps.recognition.models import Decision
from tanym.apps.recognition.pending import OFFICE
from tanym.apps.recognition.pinning import ACADEMIC
from tanym.apps.recognition.precedents import shown_in
from tanym.core.kernel.errors import NotFound, TanymError
from tanym.core.recognition.appeal import AppealResult
from tanym.core.recognition.consistency import (
    FEWEST,
    Agreement,
    Decided,
    Published,
    agreement,
    by_year,
    published,
    published_agreement,
)
from tanym.core.recognition.decision import Result

COUNTED = 5000
"""The latest decisions that figures are made of."""


@dataclass(frozen=True, slots=True)
class Target:
    """What decisions were about: its titles and outcomes as the latest case has them, and its decisions in order of time."""

    ref: str
    titles: Mapping[str, str]
    outcomes: tuple[Mapping[str, Any], ...]
    decisions: tuple[Decided, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A target as everybody reads it: the figures, each outcome with how many it was recognised for (None: not told)."""

    titles: Mapping[str, str]
    figures: Published
    outcomes: tuple[tuple[Mapping[str, Any], int | None], ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Cases on the same learning towards the same target that came to different results."""

    titles: Mapping[str, str]
    cases: tuple[tuple[Any, Result], ...]


def floor(organisation: Organisation, on: date) -> int:
    """The fewest decisions from which its packs let figures be published."""
    try:
        value = in_force(organisation.code, ACADEMIC, on).stack.value("recognition.published-from")
    except TanymError:
        return FEWEST
    return value if isinstance(value, int) and value > 0 else FEWEST


def targets(organisation: Organisation) -> list[Target]:
    """Everything that it has decided on, of each case the decision that holds: what an appeal has set aside does not."""
    rows: dict[str, list[tuple[Decision, Decided]]] = {}
    for one, decided in _holding(organisation):
        rows.setdefault(one.case.target_ref, []).append((one, decided))
    return [
        Target(
            ref=ref,
            titles=found[-1][0].case.target["titles"],
            outcomes=tuple(found[-1][0].case.target["outcomes"]),
            decisions=tuple(decided for _, decided in found),
        )
        for ref, found in sorted(rows.items())
    ]


def public(organisation: Organisation, on: date) -> tuple[list[Line], Agreement | None, int, int | None]:
    """What everybody may read: a line for each target above the floor, how alike it decides, the floor, and how many
    decisions appeals have set aside (None below the floor)."""
    fewest, lines, everything = floor(organisation, on), [], []
    for target in targets(organisation):
        everything += target.decisions
        told = published(target.decisions, fewest)
        if told is not None:
            outcomes = tuple((one, told.recognised.get(one["id"])) for one in target.outcomes)
            lines.append(Line(target.titles, told, outcomes))
    aside = set_aside(organisation)
    return lines, published_agreement(everything, fewest), fewest, aside if aside >= fewest else None


def consistency(organisation: Organisation) -> tuple[Agreement, dict[int, Agreement], list[Disagreement]]:
    """For the body itself: how alike it decides, year by year, and where it decided the same learning otherwise."""
    holding = list(_holding(organisation))
    decided = [one for _, one in holding]
    groups: dict[str, list[tuple[Decision, Decided]]] = {}
    for row in holding:
        if row[1].on:
            groups.setdefault(row[1].on, []).append(row)
    apart = [
        Disagreement(found[-1][0].case.target["titles"], tuple((d.case, one.result) for d, one in found))
        for found in groups.values()
        if len({one.result for _, one in found}) > 1
    ]
    return agreement(decided), by_year(decided), apart


def set_aside(organisation: Organisation) -> int:
    """How many of its decisions an appeal has changed or had taken anew: they count in no figure and are no precedent."""
    taken = Decision.objects.filter(case__organisation=organisation)
    return taken.filter(result__in=(AppealResult.REVERSE, AppealResult.REMIT)).count()


def body(organisation: Organisation, person: Any, on: date) -> Organisation:
    """The organisation, for who works in its office or sits on its commissions. Raises `NotFound`."""
    held = memberships(person, on).filter(organisation=organisation, role__in=(*OFFICE, "member"))
    if not held.exists():
        raise NotFound("page.unknown")
    return organisation


def _holding(organisation: Organisation) -> list[tuple[Decision, Decided]]:
    taken = (
        Decision.objects.filter(case__organisation=organisation)
        .exclude(result=AppealResult.UPHOLD)
        .select_related("case")
        .prefetch_related("case__evidence__award__version")
        .order_by("-decided_at", "-pk")[:COUNTED]
    )
    latest: dict[int, Decision] = {}
    for one in taken:
        latest.setdefault(one.case_id, one)
    found = []
    for one in reversed(list(latest.values())):
        content = one.content.get("instead") or one.content
        if "findings" not in content or content.get("result") not in tuple(Result):
            continue
        decision = decision_of(content)
        learning = ",".join(sorted(shown_in(one.case).learning))
        found.append(
            (
                one,
                Decided(
                    on=f"{one.case.target_ref}|{learning}" if learning else "",
                    year=timezone.localdate(one.decided_at).year,
                    result=decision.result,
                    findings={each.outcome: each.recognised for each in decision.findings},
                ),
            )
        )
    return found
