"""Reads of consents and exports: a person's own, and those that an office has to answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tanym.apps.accounts.models import Person
from tanym.apps.jobs.models import Job
from tanym.apps.jobs.queries import at_work
from tanym.apps.organisations.queries import memberships
from tanym.apps.privacy.exporting import KIND
from tanym.apps.privacy.models import Choice, Consent, Export
from tanym.apps.privacy.office import OFFICE
from tanym.core.kernel.errors import NotFound


def consents(person: Person) -> QuerySet[Consent]:
    """What a person has agreed to, the latest first."""
    return Consent.objects.filter(person=person).select_related("organisation", "answered_by")


def consent_about(person: Person, about: str) -> Consent | None:
    """The consent that a person has given for a thing, the latest."""
    return consents(person).filter(about=about).first()


def consent_of(person: Any, public_id: UUID) -> Consent:
    """A consent of one's own. Raises `NotFound("page.unknown")` for everybody else."""
    found = consents(person).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def to_answer(actor: Any, on: date) -> QuerySet[Consent]:
    """The consents that were taken back and wait for an answer of an office of the actor's, the most urgent first."""
    offices = [one.organisation for one in memberships(actor, on) if one.role in OFFICE]
    waiting = Consent.objects.filter(organisation__in=offices, answer="").exclude(taken_back_at=None)
    return waiting.exclude(person=actor).select_related("organisation", "person").order_by("due_on", "pk")


def one_to_answer(actor: Any, public_id: UUID, on: date) -> Consent:
    """One of these. Raises `NotFound("page.unknown")`."""
    found = to_answer(actor, on).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def exports(person: Person, at: datetime) -> QuerySet[Export]:
    """The files that a person can fetch now."""
    return Export.objects.filter(person=person, until__gt=at).exclude(file=None).select_related("file")


def export_of(person: Any, public_id: UUID, at: datetime) -> Export:
    """One of these. Raises `NotFound("page.unknown")`, as for what is over."""
    found = exports(person, at).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def export_at_work(person: Person, at: datetime) -> Job | None:
    """The work on an export that the person has under way."""
    return at_work(person, KIND, at)


def objects_to_advice(person: Person) -> bool:
    """Whether the person objects to automated advice in every case to come."""
    return Choice.objects.filter(person=person).exclude(no_advice_since=None).exists()


def parts(consent: Consent, language: str) -> tuple[str, list[str]]:
    """Heading and lines of a consent for a reader."""
    heading: Mapping[str, str] = consent.heading
    return heading[language], list(consent.words[language])
