"""What the page of a micro-qualification says: what it gives and what it does not, how each outcome is shown, who answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import organisations
from tanym.apps.qualifications.entitlement import UNKNOWN, Entitlement, entitled
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.queries import design_of, disciplines
from tanym.apps.standards.queries import Named, named
from tanym.core.qualifications.design import Design, LearningOutcome, StackTarget


@dataclass(frozen=True, slots=True)
class Counts:
    """An agreement: there it counts for this discipline, until then."""

    target: StackTarget
    organisation: Organisation | None
    discipline: Any
    over: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """How an outcome is assessed: types of assessment and the result that is enough."""

    outcome: LearningOutcome
    assessments: tuple[tuple[str, dict[str, str], int | None], ...]


@dataclass(frozen=True, slots=True)
class InStandard:
    """What an outcome stands for in a professional standard: the skill, and whether it is recognised by itself."""

    outcome: LearningOutcome
    part: Named


@dataclass(frozen=True, slots=True)
class Page:
    """One micro-qualification for its readers."""

    version: Version
    design: Design
    counts: tuple[Counts, ...]
    outcomes: tuple[Shown, ...]
    bodies: dict[str, Organisation | None]
    register: Entitlement
    earlier: tuple[Version, ...]
    standards: tuple[InStandard, ...] = ()

    @property
    def agreed(self) -> tuple[Counts, ...]:
        """Where it counts today."""
        return tuple(one for one in self.counts if one.target.agreement and not one.over)


def page(version: Version, on: date) -> Page:
    """All that the page of a published version shows."""
    design = design_of(version)
    named = {one.code: one for one in organisations()}
    bodies = {
        "delivering": named.get(design.bodies.delivering or ""),
        "assessing": named.get(design.bodies.assessing or ""),
        "awarding": named.get(design.bodies.awarding or ""),
    }
    awarding = bodies["awarding"]
    return Page(
        version=version,
        design=design,
        counts=tuple(_counts(target, named, on) for target in design.stacking.targets),
        outcomes=tuple(_shown(design, outcome) for outcome in design.outcomes),
        bodies=bodies,
        register=entitled(awarding, on, version=version) if awarding else UNKNOWN,
        earlier=tuple(
            version.micro_qualification.versions.filter(published_on__isnull=False).exclude(pk=version.pk)
        ),
        standards=tuple(_in_standards(design, on)),
    )


def _counts(target: StackTarget, named: dict[str, Organisation], on: date) -> Counts:
    found = disciplines().filter(programme__organisation__code=target.body, code=target.discipline).first()
    return Counts(target, named.get(target.body), found, target.until is not None and target.until < on)


def _shown(design: Design, outcome: LearningOutcome) -> Shown:
    assessed = [
        (assessment.type or "", dict(assessment.title), cell.threshold)
        for assessment in design.assessments
        for cell in assessment.covers
        if cell.outcome == outcome.id
    ]
    return Shown(outcome, tuple(assessed))


def _in_standards(design: Design, on: date) -> Iterator[InStandard]:
    """The links to parts of standards that the register knows; a number from elsewhere says nothing here."""
    links = [
        (outcome, link.target)
        for outcome in design.outcomes
        for link in outcome.links
        if link.scheme == "professional-standard"
    ]
    known = named((target for _outcome, target in links), on)
    yield from (InStandard(outcome, known[target]) for outcome, target in links if target in known)
