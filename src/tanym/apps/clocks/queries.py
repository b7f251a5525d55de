"""Reads of terms: what is late and with whom, what is due, what ran for a case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, Value, When

from tanym.apps.clocks.kinds import kinds
from tanym.apps.clocks.models import Term
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import organisations, places

OVERSEERS = frozenset({"reviewer", "keeper", "committee-member"})
"""Roles at the national centre that see, of every organisation, how many of its terms run and how many are late."""


@dataclass(frozen=True, slots=True)
class OfOrganisation:
    """How many terms an organisation has, and how many of them are late."""

    organisation: Organisation
    late: int
    running: int
    paused: int


def of_subject(subject: str) -> QuerySet[Term]:
    """Every term that a case has had, the latest first."""
    return Term.objects.filter(subject=subject).select_related("organisation").order_by("-begun_on", "-pk")


def open_terms() -> QuerySet[Term]:
    """The terms that run or stand still, the first due first, those that stand still at the end."""
    still = Case(When(due_on=None, then=Value(1)), default=Value(0))
    found = Term.objects.filter(ended_on=None).select_related("organisation")
    return found.order_by(still, "due_on", "pk")


def seen_by(person: Any, on: date) -> QuerySet[Term]:
    """The open terms that a person sees together: of each kind, those where the person has a role of its office."""
    allowed = Q(pk__in=())
    for kind in kinds().values():
        allowed |= Q(subject__startswith=f"{kind.prefix}:", organisation__in=places(person, kind.office, on))
    return open_terms().filter(allowed)


def works_in_an_office(person: Any, on: date) -> bool:
    """Whether any kind of case has this person in its office."""
    roles = frozenset[str]().union(*(kind.office for kind in kinds().values()))
    return places(person, roles, on).exists()


def oversees(person: Any, on: date) -> bool:
    """Whether a person sees the figures of all organisations."""
    centres = organisations("national-centre")
    return places(person, OVERSEERS, on).filter(pk__in=centres).exists()


def counts(on: date) -> Iterable[OfOrganisation]:
    """How many terms run at each organisation and how many acts are late there, the most late first."""
    rows = (
        Term.objects.filter(ended_on=None)
        .values("organisation")
        .annotate(
            late=Count("pk", filter=Q(due_on__lt=on, with_office=True)),
            running=Count("pk", filter=Q(state=Term.State.RUNNING)),
            paused=Count("pk", filter=Q(state=Term.State.PAUSED)),
        )
        .order_by("-late", "-running", "organisation")
    )
    by_id = Organisation.objects.in_bulk([row["organisation"] for row in rows])
    return [
        OfOrganisation(by_id[row["organisation"]], row["late"], row["running"], row["paused"]) for row in rows
    ]
