"""Reads of identity documents that are to be seen, or were."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from tanym.apps.accounts.identities import same_number
from tanym.apps.accounts.models import Person
from tanym.apps.identity.models import Check
from tanym.apps.organisations.models import Membership, Organisation
from tanym.apps.organisations.queries import places
from tanym.apps.organisations.roles import RECOGNISING, giving
from tanym.core.kernel.errors import NotFound
from tanym.core.recognition.merging import spelt

ROLES = ("registrar", "officer")
"""Who looks at it there."""
DOCUMENTS = ("identity-card", "passport", "residence-permit", "temporary")
"""The kinds of documents; their words are the codes `identity.document.…`."""
LATEST = timedelta(days=30)
"""How long after an officer saw a document they may still enter it."""
MOST_WRONG = 3
"""Numbers that may be typed for one request: nobody finds somebody's number by trying."""


def offices(on: date) -> QuerySet[Organisation]:
    """Where people come with their document and somebody works who can look at it, in the order of their codes."""
    roles = frozenset().union(*(giving(role) for role in ROLES))
    working = Membership.objects.filter(Q(until=None) | Q(until__gte=on), role__in=roles, since__lte=on)
    return Organisation.objects.filter(
        type__in=RECOGNISING, confirmed=True, parent=None, pk__in=working.values("organisation")
    )


def is_office(organisation: Organisation, on: date) -> bool:
    """Whether it is one of these."""
    return offices(on).filter(pk=organisation.pk).exists()


def seen_since(row: Check) -> bool:
    """Whether a document of the same person was seen once more after that: an older check that is withdrawn leaves it."""
    return Check.objects.filter(
        person=row.person, state=Check.State.CONFIRMED, decided_at__gt=row.decided_at
    ).exists()


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
