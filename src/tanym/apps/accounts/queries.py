"""Reads of people."""

from __future__ import annotations

from django.db.models import QuerySet

from tanym.apps.accounts.models import Person


def person(username: str) -> Person:
    """The person who signs in by this name; `Person.DoesNotExist` where there is none."""
    return Person.objects.get(username=username)


def by_public_id(public_id: str) -> Person | None:
    """The person with this public identifier."""
    return Person.objects.filter(public_id=public_id).first()


def sample_people() -> QuerySet[Person]:
    """The people of the sample country, in the order in which they are introduced."""
    return Person.objects.exclude(hint={}).order_by("pk")
