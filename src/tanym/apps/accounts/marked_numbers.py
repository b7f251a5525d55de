"""Personal numbers in lists: read, and kept as their end and their keyed digests alone."""

from __future__ import annotations

from dataclasses import dataclass

from tanym.apps.accounts.identities import identity_of
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.numbers import kind, marks_of, opened
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.lists import Secret
from tanym.core.kernel.personal_number import HIDDEN, SHOWN

_SIGN = HIDDEN[0]
"""What is kept begins with it, and nothing that is typed does (`imports.reading`)."""


@dataclass(frozen=True, slots=True)
class MarkedNumber:
    """A number that is compared and never shown: its digests under every secret at hand, that of today first."""

    marks: tuple[str, ...]


def read_marked(given: str) -> MarkedNumber:
    """The digests of a number as it was typed, or as it is kept.

    Raises `InvalidValue`: `number.none-here`, and as the kind of the country reads it.
    """
    if given.startswith(_SIGN):
        marks = given.rpartition(" ")[2]
        if not marks or marks.startswith(_SIGN):
            raise InvalidValue("number.form")
        return MarkedNumber(tuple(marks.split(",")))
    here = kind()
    if here is None:
        raise InvalidValue("number.none-here")
    return MarkedNumber(marks_of(here.read(given)))


def _kept(given: str) -> str:
    """Its end and its digests; of what is no number, nothing."""
    try:
        marks = read_marked(given).marks
    except InvalidValue:
        return HIDDEN
    end = "".join(given.split())[-SHOWN:]
    return f"{HIDDEN} {end} {','.join(marks)}"


def _shown(kept: str) -> str:
    return " ".join(kept.split(" ")[:2])


SECRET = Secret(_kept, _shown)


def given_marks(person: Person) -> tuple[str, ...]:
    """The digests of the number that a person gave, proved or not; none where they gave none."""
    found = identity_of(person)
    return marks_of(opened(found)) if found else ()


def whose(number: MarkedNumber) -> Person | None:
    """The one person who can sign in and whose number, proved, this is; None where there is none, or more than one."""
    found = Person.objects.filter(
        identity__mark__in=number.marks, identity__confirmed_at__isnull=False, is_active=True
    )
    people = list(found.distinct()[:2])
    return people[0] if len(people) == 1 else None
