"""Reads of learning: who learns what, what was judged, what is still to judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tanym.apps.accounts.models import Person
from tanym.apps.learning.models import Declaration, Enrolment, Result
from tanym.apps.organisations.queries import places
from tanym.apps.qualifications.queries import design_of
from tanym.core.kernel.errors import NotFound
from tanym.core.qualifications.design import Assessment, Covering, Design, LearningOutcome


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the frozen assessment plan and what was found there in this attempt, if anything."""

    assessment: Assessment
    outcome: LearningOutcome
    covering: Covering
    result: Result | None

    @property
    def reached(self) -> bool | None:
        """Whether the threshold is reached; None while nobody has judged."""
        if self.result is None:
            return None
        return self.result.percent >= (self.covering.threshold or 0)

    @property
    def mark(self) -> str:
        """The shape that stands for it: yes, no or todo."""
        return {True: "yes", False: "no", None: "todo"}[self.reached]


def enrolment(public_id: UUID) -> Enrolment:
    """The enrolment with this identifier. Raises `NotFound`."""
    found = _enrolments().filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def enrolments_of(person: Person) -> QuerySet[Enrolment]:
    """What a person learns or has learned, newest first."""
    return _enrolments().filter(person=person)


def open_enrolment(person: Person, version: Any) -> Enrolment | None:
    """The enrolment of a person in a version that still runs or has led to an award."""
    return Enrolment.objects.filter(person=person, version=version, state__in=["enrolled", "awarded"]).first()


def running_at(code: str) -> list[Enrolment]:
    """Running enrolments in micro-qualifications that an organisation teaches, assesses or awards."""
    found = _enrolments().filter(state="enrolled").order_by("enrolled_at", "pk")
    return [one for one in found if code in one.version.content.get("bodies", {}).values()]


def to_assess(person: Person, on: date) -> list[Enrolment]:
    """Running enrolments that this person may judge: as an assessor of the assessing body, and not one's own."""
    bodies = _bodies(person, on, {"assessor"})
    return [
        e
        for e in _enrolments().filter(state="enrolled").exclude(person=person).order_by("enrolled_at", "pk")
        if e.version.content.get("bodies", {}).get("assessing") in bodies
    ]


def to_conclude(person: Person, on: date) -> list[Enrolment]:
    """Running enrolments with every result in, at an awarding body for which this person may conclude."""
    bodies = _bodies(person, on, {"assessor", "registrar"})
    return [
        e
        for e in _enrolments().filter(state="enrolled").exclude(person=person).order_by("enrolled_at", "pk")
        if e.version.content.get("bodies", {}).get("awarding") in bodies and complete(e)
    ]


def concluded(person: Person, on: date) -> list[Enrolment]:
    """The enrolments concluded last at the bodies of this person; at most twenty."""
    bodies = _bodies(person, on, {"assessor", "registrar"})
    recent = _enrolments().exclude(state="enrolled").exclude(person=person).order_by("-concluded_at")[:200]
    return [e for e in recent if set(_parts(e).values()) & bodies][:20]


def cells(found: Enrolment, design: Design | None = None) -> list[Cell]:
    """The plan of the frozen version, cell by cell in the order of the plan, with the results of this attempt."""
    design = design or design_of(found.version)
    outcomes = {outcome.id: outcome for outcome in design.outcomes}
    results = results_of(found)
    return [
        Cell(assessment, outcomes[covering.outcome], covering, results.get((assessment.id, covering.outcome)))
        for assessment in design.assessments
        for covering in assessment.covers
    ]


def results_of(found: Enrolment) -> Mapping[tuple[str, str], Result]:
    """The results of this attempt by assessment and outcome."""
    return {
        (r.assessment, r.outcome): r
        for r in Result.objects.filter(enrolment=found, attempt=found.attempt).select_related("assessor")
    }


def complete(found: Enrolment) -> bool:
    """Whether every cell of the plan was judged in this attempt."""
    return all(cell.result is not None for cell in cells(found))


def relation(found: Enrolment, assessor: Person) -> str:
    """What the assessor last said of the own independence here; empty while nothing was said."""
    last = Declaration.objects.filter(enrolment=found, assessor=assessor).order_by("at", "pk").last()
    return last.relation if last else ""


def relations(found: Enrolment) -> Mapping[Person, str]:
    """The newest declaration of every assessor of this enrolment."""
    return {
        d.assessor: d.relation for d in Declaration.objects.filter(enrolment=found).select_related("assessor")
    }


def assessors(found: Enrolment) -> frozenset[Person]:
    """Who judged in this attempt or declared a relation to the learner."""
    return frozenset(result.assessor for result in results_of(found).values()) | relations(found).keys()


def _parts(found: Enrolment) -> dict[str, str]:
    return dict(found.version.content.get("bodies", {}))


def _bodies(person: Person, on: date, roles: set[str]) -> set[str]:
    return set(places(person, roles, on).values_list("code", flat=True))


def _enrolments() -> QuerySet[Enrolment]:
    return Enrolment.objects.select_related("person", "version__micro_qualification__owner")
