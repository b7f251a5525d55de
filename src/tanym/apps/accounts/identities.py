"""Reads of personal numbers: what their owner may see, and whether two are the same; the number itself never leaves here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from tanym.apps.accounts.models import Identity, Person
from tanym.apps.accounts.numbers import marks_of, opened
from tanym.apps.audit.models import Act
from tanym.core.kernel.personal_number import PersonalNumber

BY_SIGNATURE, BY_DOCUMENT = "national-signature", "identity-document"
"""What proves a number; the words are the codes `number.proved-by.…`."""
REVEAL = "accounts.reveal_number"
"""How the journal names that somebody was given a number."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person sees of their own number: its end, since when it is kept, since when it is proved and by what."""

    kind: str
    masked: str
    given_at: datetime
    confirmed_at: datetime | None
    proof: str


@dataclass(frozen=True, slots=True)
class Revealed:
    """That a number went out: when, who asked, for which purpose."""

    at: datetime
    by: Person | None
    purpose: str


def identity_of(person: Person) -> Identity | None:
    """The row of a person's number; None where they gave none."""
    return Identity.objects.select_related("person").filter(person=person).first()


def shown(person: Person) -> Shown | None:
    """The number as its owner may see it."""
    found = identity_of(person)
    if found is None:
        return None
    return Shown(found.kind, opened(found).masked, found.given_at, found.confirmed_at, found.proof)


def matches(person: Person, number: PersonalNumber) -> bool | None:
    """Whether this is the number that the person gave; None where they gave none of this kind."""
    found = identity_of(person)
    if found is None or found.kind != number.kind:
        return None
    return found.mark in marks_of(number)


def same_number(person: Person) -> QuerySet[Person]:
    """Other accounts that can be signed in to and hold the number of this one."""
    found = identity_of(person)
    if found is None:
        return Person.objects.none()
    held = Person.objects.filter(identity__mark__in=marks_of(opened(found)), identity__kind=found.kind)
    return held.filter(is_active=True).exclude(pk=person.pk).order_by("pk")


def revelations(person: Person) -> list[Revealed]:
    """Who was given the person's number, newest first; from the journal."""
    acts = list(
        Act.objects.filter(subject=f"accounts.person:{person.public_id}", action=REVEAL).order_by("-number")[
            :50
        ]
    )
    people = {str(one.public_id): one for one in Person.objects.filter(public_id__in={a.actor for a in acts})}
    return [Revealed(one.at, people.get(one.actor), str(one.details.get("purpose", ""))) for one in acts]


def digest_of(person: Person) -> str:
    """The keyed digest of a person's number under the secret of today, for comparison only; empty where they gave none."""
    found = identity_of(person)
    return marks_of(opened(found))[0] if found else ""


def proved(person: Person) -> bool:
    """Whether the number is proved, by a national signature or before an office; one that was typed is only claimed."""
    return bool(proof(person))


def proof(person: Person) -> str:
    """What has proved the number; empty where nothing has."""
    found = Identity.objects.filter(person=person, confirmed_at__isnull=False).first()
    return found.proof if found else ""
