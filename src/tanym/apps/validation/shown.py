"""Rows of validation as pages show them: own words, methods with their advice, parts of earlier cases, plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.validation.models import ChosenMethod, Plan, PlanLine, Route, SelfDescription
from tanym.core.recognition.evidence import EvidenceKind
from tanym.core.recognition.validation.methods import MethodAdvice, advise_methods
from tanym.rulepacks.methods import methods


@dataclass(frozen=True, slots=True)
class ShownDescription:
    """An outcome with what the person says of it."""

    id: str
    text: Mapping[str, str]
    said: SelfDescription | None

    @property
    def mark(self) -> str:
        """The shape of the answer."""
        return {"yes": "yes", "partly": "part", "not-yet": "none"}.get(
            self.said.can if self.said else "", "todo"
        )


@dataclass(frozen=True, slots=True)
class ShownMethods:
    """An outcome with the methods chosen for it, and the advice."""

    id: str
    number: int
    text: Mapping[str, str]
    chosen: tuple[ChosenMethod, ...]
    advice: tuple[MethodAdvice, ...]

    @property
    def names(self) -> list[Mapping[str, str]]:
        """The chosen methods in words."""
        named = {one.code: one.words for one in methods()}
        return [named[one.method] for one in self.chosen if one.method in named]


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part that an earlier case has confirmed."""

    text: Mapping[str, str]
    case: str
    on: date
    until: date | None


@dataclass(frozen=True, slots=True)
class ShownGap:
    """A missing outcome with the lines of the plan for it."""

    id: str
    text: Mapping[str, str]
    lines: tuple[PlanLine, ...]


def described(route: Route) -> list[ShownDescription]:
    """Every outcome that the case judges, with the own words."""
    said = {one.outcome: one for one in route.descriptions.all()}
    return [
        ShownDescription(one["id"], one["text"], said.get(one["id"])) for one in route.case.target["outcomes"]
    ]


def methods_of(case: RecognitionCase, route: Route) -> list[ShownMethods]:
    """Every outcome with its methods and the advice on them by the evidence that is given for it."""
    chosen: dict[str, list[ChosenMethod]] = {}
    for one in route.methods.select_related("by"):
        chosen.setdefault(one.outcome, []).append(one)
    given = _evidence_kinds(case)
    return [
        ShownMethods(
            one["id"],
            number,
            one["text"],
            tuple(chosen.get(one["id"], ())),
            advise_methods(one.get("kind"), given.get(one["id"], ()), methods()),
        )
        for number, one in enumerate(case.target["outcomes"], 1)
    ]


def carried(route: Route) -> list[ShownPart]:
    """The parts with which the case started."""
    texts = {one["id"]: one["text"] for one in route.whole["outcomes"]}
    return [
        ShownPart(
            texts.get(part["outcome"], {}),
            part["case"],
            date.fromisoformat(part["on"]),
            date.fromisoformat(part["until"]) if part["until"] else None,
        )
        for part in route.carried
    ]


def gaps(plan: Plan) -> list[ShownGap]:
    """The missing outcomes with the ways that the plan names."""
    texts: dict[str, Any] = {one["id"]: one["text"] for one in plan.case.target["outcomes"]}
    lines: dict[str, list[PlanLine]] = {}
    for line in plan.lines.all():
        lines.setdefault(line.outcome, []).append(line)
    return [ShownGap(outcome, texts.get(outcome, {}), tuple(found)) for outcome, found in lines.items()]


def _evidence_kinds(case: RecognitionCase) -> dict[str, set[EvidenceKind]]:
    found: dict[str, set[EvidenceKind]] = {}
    for item in case.evidence.prefetch_related("mappings"):
        for mapping in item.mappings.all():
            if mapping.claimed or mapping.shows in ("yes", "part"):
                found.setdefault(mapping.outcome, set()).add(EvidenceKind(item.kind))
    return found
