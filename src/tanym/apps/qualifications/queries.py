"""Reads of micro-qualifications, disciplines and awards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import authorised
from tanym.apps.qualifications.models import Award, Discipline, Version
from tanym.core.kernel.errors import NotFound
from tanym.core.qualifications.design import Design, parse


def design_of(version: Version) -> Design:
    """The design that a version holds."""
    return parse(version.content)


def published(on: date) -> QuerySet[Version]:
    """The versions that the public may read and enrol in on that day."""
    return (
        Version.objects.filter(stage="approved", published_on__lte=on)
        .filter(Q(retired_on__isnull=True) | Q(retired_on__gt=on))
        .select_related("micro_qualification__owner")
    )


def published_version(code: str, on: date) -> Version:
    """The newest published version of a micro-qualification. Raises `NotFound`."""
    found = published(on).filter(micro_qualification__code=code).order_by("-number").first()
    if found is None:
        raise NotFound("micro-qualification.unknown", code=code)
    return found


def disciplines(organisation: Organisation | None = None) -> QuerySet[Discipline]:
    """Disciplines that learning can be recognised towards."""
    everything = Discipline.objects.select_related("programme__organisation")
    return everything.filter(programme__organisation=organisation) if organisation else everything


def awards_of(person: object) -> QuerySet[Award]:
    """What a person was awarded, newest first."""
    return Award.objects.filter(person=person).select_related("version__micro_qualification", "discipline", "awarding_body")


def awards_to_issue() -> QuerySet[Award]:
    """Awards that have no credential yet."""
    return Award.objects.filter(issued=False, annulled_on__isnull=True).select_related("person", "awarding_body")


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Whether a body was entitled on a day, from when until when, and on what basis."""

    entitled: bool
    since: date | None = None
    until: date | None = None
    basis: dict[str, str] | None = None


def entitled(body: Organisation, on: date, what: str = "award") -> Entitlement:
    """Whether the register entitled the body on that day to award (or to `recognise`)."""
    found = authorised(body, what, on)
    if found is None:
        return Entitlement(False)
    return Entitlement(True, found.since, found.until, found.basis)
