"""Reads of validation: routes, guidance, plans, cohorts, and what each reader may see of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from tanym.apps.accounts.models import Person
from tanym.apps.audit import clock as timezone
from tanym.apps.organisations.links import digest
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import holds_one, places
from tanym.apps.policy.queries import stack
from tanym.apps.recognition.casefile import decision_taken
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.queries import OFFICE, cases_of
from tanym.apps.recognition.reading import holding_content
from tanym.apps.validation.models import Cohort, CohortMember, Guidance, Plan, Route, Talk
from tanym.apps.validation.parts import phases_of
from tanym.apps.validation.targets import PROCEDURE
from tanym.core.kernel.errors import NotFound, NotPermitted, Refused
from tanym.core.recognition.validation.cohort import CohortCounts, cohort_counts
from tanym.core.recognition.validation.phases import phase_now

FEWEST_SHOWN = "cohort.fewest-shown"
FEWEST = 3
"""Where no pack says how few people are shown to an employer."""


def route_of(case: RecognitionCase) -> Route:
    """How the person goes the way of this case. Raises `NotFound("page.unknown")` for a case of another procedure."""
    found = Route.objects.select_related("cohort__employer", "version", "continues").filter(case=case).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def own_case(public_id: UUID, person: Person) -> RecognitionCase:
    """A validation of the person's own. Raises `NotFound("page.unknown")`."""
    found = cases_of(person).filter(public_id=public_id, procedure=PROCEDURE).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def own_cases(person: Person) -> list[RecognitionCase]:
    """A person's own validations, the newest first."""
    return list(cases_of(person).filter(procedure=PROCEDURE))


def shown_elsewhere(person: Any) -> list[RecognitionCase]:
    """A person's own cases that were shown another way, with evidence that a validation can begin with."""
    if not person.is_authenticated:
        return []
    found = cases_of(person).filter(stage="elsewhere", evidence__kept__isnull=False)
    return list(found.distinct())


def period_of(case: RecognitionCase | None) -> str:
    """The period of guidance that runs in a case (VL-04); without a case it is the time before one."""
    if case is None or case.submitted_at is None:
        return "before"
    return "during" if case.decided_on is None else "after"


def is_office(person: Any, case: RecognitionCase, on: date | None = None) -> bool:
    """Whether somebody works in the office of the organisation that decides."""
    return holds_one(person, OFFICE, case.organisation, on or timezone.localdate())


# --- guidance


def guidance_of(person: Person) -> QuerySet[Guidance]:
    """All guidance that a person has asked for, the newest first."""
    return Guidance.objects.filter(person=person).select_related("organisation", "adviser", "person")


def guidance(public_id: UUID, reader: Any, on: date) -> Guidance:
    """Guidance that this reader has a part in: the person, the adviser, or an adviser there while nobody took it.

    Raises `NotFound("page.unknown")`.
    """
    at_work = places(reader, {"adviser"}, on)
    found = (
        Guidance.objects.select_related("organisation", "adviser", "person")
        .filter(public_id=public_id)
        .filter(Q(person=reader) | Q(organisation__in=at_work, adviser=reader) | _waiting(at_work))
        .first()
    )
    if found is None:
        raise NotFound("page.unknown")
    return found


def desk(adviser: Any, on: date) -> tuple[list[Guidance], list[Guidance]]:
    """What waits at an adviser's organisations for somebody to take it, and whom the adviser advises now."""
    at_work = places(adviser, {"adviser"}, on)
    base = Guidance.objects.select_related("organisation", "person", "adviser")
    waiting = base.filter(_waiting(at_work)).exclude(person=adviser).order_by("asked_at", "pk")
    own = base.filter(adviser=adviser, organisation__in=at_work, ended_at__isnull=True)
    return list(waiting), list(own)


def advises(reader: Any, on: date) -> bool:
    """Whether somebody advises anywhere on that day."""
    return bool(places(reader, {"adviser"}, on).exists())


def cases_in(found: Guidance) -> list[RecognitionCase]:
    """The cases that an adviser may read: the person's validations at the organisation, while the person agrees."""
    if found.consented_at is None or found.ended_at is not None:
        return []
    return list(cases_of(found.person).filter(procedure=PROCEDURE, organisation=found.organisation))


def guided_case(found: Guidance, case: RecognitionCase) -> RecognitionCase:
    """A case that an adviser may read. Raises `NotFound("page.unknown")`."""
    for one in cases_in(found):
        if one.pk == case.pk:
            return one
    raise NotFound("page.unknown")


def other_in(found: Guidance, one: Person) -> Person:
    """Whom somebody talks with in guidance. Raises `NotPermitted`, `Refused("validation.nobody-advises")`."""
    if found.adviser is None:
        raise Refused("validation.nobody-advises")
    if one.pk not in (found.person_id, found.adviser_id):
        raise NotPermitted("validation.not-the-adviser")
    return found.adviser if one.pk == found.person_id else found.person


def talk(found: Guidance, public_id: UUID) -> Talk:
    """An appointment in guidance. Raises `NotFound("page.unknown")`."""
    one = found.talks.select_related("guidance__organisation", "guidance__person").filter(public_id=public_id)
    talk_ = one.first()
    if talk_ is None:
        raise NotFound("page.unknown")
    return talk_


# --- plans


def plan_of(case: RecognitionCase) -> Plan | None:
    """The plan for what is missing; None where nothing is, or nothing was decided."""
    return Plan.objects.filter(case=case).select_related("given_by").prefetch_related("lines").first()


def plan_given(case: RecognitionCase) -> Plan | None:
    """The plan as the person reads it; None until somebody gives it."""
    found = plan_of(case)
    return found if found is not None and found.given_at is not None else None


# --- cohorts


@dataclass(frozen=True, slots=True)
class Told:
    """A worker who lets the employer read the result: who, and what came of it; empty while nothing is decided."""

    person: Person
    result: str


def employers(person: Any, on: date) -> list[Organisation]:
    """The organisations for which somebody may open a cohort."""
    return list(places(person, {"employer"}, on))


def cohorts(person: Any, on: date) -> list[Cohort]:
    """The cohorts of the employers for whom somebody works."""
    return list(
        Cohort.objects.filter(employer__in=places(person, {"employer"}, on)).select_related(
            "employer", "organisation"
        )
    )


def cohort(public_id: UUID, person: Any, on: date) -> Cohort:
    """A cohort of an employer for whom somebody works. Raises `NotFound("page.unknown")`."""
    for one in cohorts(person, on):
        if one.public_id == public_id:
            return one
    raise NotFound("page.unknown")


def cohort_behind(secret: str, at: datetime) -> Cohort:
    """The cohort that a link leads to. Raises `NotFound("validation.no-such-cohort")`."""
    found = (
        Cohort.objects.filter(digest=digest(secret)).select_related("employer", "organisation").first()
        if len(secret) < 100
        else None
    )
    if found is None or not found.is_open(at):
        raise NotFound("validation.no-such-cohort")
    return found


def counts_of(found: Cohort, on: date) -> CohortCounts:
    """How many of a cohort are in which phase; small numbers are hidden as the packs say."""
    value = stack(on, found.organisation.code).value(FEWEST_SHOWN)
    fewest = value if isinstance(value, int) else FEWEST
    newest: dict[int, RecognitionCase] = {}
    for route in found.routes.select_related("case").order_by("pk"):
        newest[route.case.claimant_id] = route.case
    return cohort_counts([phase_now(phases_of(case)) for case in newest.values()], fewest)


def told_to(found: Cohort) -> list[Told]:
    """The workers who let the employer read their result."""
    members = found.members.filter(consented_at__isnull=False).select_related("person")
    return [Told(one.person, _result(found, one.person)) for one in members]


def membership(case: RecognitionCase) -> CohortMember | None:
    """The place of a claimant in the cohort of the case."""
    route = Route.objects.filter(case=case, cohort__isnull=False).first()
    if route is None:
        return None
    return (
        CohortMember.objects.filter(cohort=route.cohort_id, person=case.claimant)
        .select_related("cohort__employer", "person")
        .first()
    )


def _result(found: Cohort, person: Person) -> str:
    for route in found.routes.filter(case__claimant=person).select_related("case").order_by("-pk"):
        decision = decision_taken(route.case)
        if decision is not None:
            return str(holding_content(decision)["result"])
    return ""


def _waiting(at_work: QuerySet[Organisation]) -> Q:
    return Q(organisation__in=at_work, adviser__isnull=True, ended_at__isnull=True)
