"""Reads of identity documents that are to be seen, or were."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tanym.apps.accounts.identities import same_number
from tanym.apps.accounts.models import Person
from tanym.apps.identity.models import Check
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import members, places
from tanym.core.kernel.errors import NotFound
from tanym.core.recognition.merging import spelt

OFFICES = frozenset({"university", "college", "recognition-centre"})
"""The types of organisations to which people come with their document."""
ROLES = ("registrar", "officer")
"""Who looks at it there."""
DOCUMENTS = ("identity-card", "passport", "residence-permit", "temporary")
"""The kinds of documents; their words are the codes `identity.document.…`."""
LATEST = timedelta(days=30)
"""How long after an officer saw a document they may still enter it."""
MOST_WRONG = 3
"""Numbers that may be typed for one request: nobody finds somebody's number by trying."""


def offices(on: date) -> list[Organisation]:
    """Where somebody works who can look at a document, in the order of their codes."""
    found = Organisation.objects.filter(type__in=OFFICES, confirmed=True, parent=None)
    return [one for one in found if is_office(one, on)]


def is_office(organisation: Organisation, on: date) -> bool:
    """Whether people come there with their document, and somebody can look at it."""
    return (
        organisation.type in OFFICES
        and organisation.confirmed
        and any(members(organisation, role, on).exists() for role in ROLES)
    )


def of_person(person: Person) -> QuerySet[Check]:
    """What a person has asked, newest first."""
    return Check.objects.filter(person=person).select_related("organisation", "decided_by")


def at_offices(actor: Any, on: date) -> QuerySet[Check]:
    """What is asked of the offices where the actor looks at documents, newest first."""
    return Check.objects.filter(organisation__in=places(actor, ROLES, on)).select_related(
        "organisation", "person", "decided_by"
    )


def check(public_id: UUID, actor: Any, on: date) -> Check:
    """One of these. Raises `NotFound("page.unknown")`, for that of another office, too."""
    found = at_offices(actor, on).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def own_check(public_id: UUID, person: Person) -> Check:
    """One that the person asked. Raises `NotFound("page.unknown")`."""
    found = of_person(person).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def interest(actor: Person, of: Check) -> str:
    """Why this officer may not look at this person's document, as a code; empty where they may.

    Nobody confirms themselves, in another account of theirs either: an officer of the same name, or who holds the same
    number, leaves it to a colleague. A relative says so; only they know.
    """
    if actor.pk == of.person_id or same_number(of.person).filter(pk=actor.pk).exists():
        return "identity.own"
    if spelt(_names(actor)) & spelt(_names(of.person)):
        return "identity.same-name"
    return "identity.recused" if str(actor.public_id) in of.recused else ""


def _names(person: Person) -> Iterable[str]:
    return (person.name_kk, person.name_ru, person.name_passport)
