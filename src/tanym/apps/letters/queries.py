"""Reads of letters."""

from __future__ import annotations

from django.db.models import QuerySet

from tanym.apps.accounts.models import Person
from tanym.apps.letters.models import Letter


def letters_to(person: Person) -> QuerySet[Letter]:
    """A person's letters, newest first."""
    return Letter.objects.filter(to=person)


def letters_about(about: str) -> QuerySet[Letter]:
    """The letters sent about a thing, newest first."""
    return Letter.objects.filter(about=about)
