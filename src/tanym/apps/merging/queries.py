"""Reads of accounts that may be of one person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet

from tanym.apps.accounts.holdings import Holding, holdings, rows
from tanym.apps.accounts.models import Identity, Person
from tanym.apps.accounts.words import catalogue
from tanym.apps.letters.models import Letter
from tanym.apps.merging.standing import account
from tanym.core.recognition.merging import Obstacle, obstacles

NUMBER, HINT = "number", "hint"


@dataclass(frozen=True, slots=True)
class Twins:
    """Accounts that hold one number, or (`hint`) one name and one day of birth; since when, and who was told."""

    why: str
    people: tuple[Person, ...]
    told_at: datetime | None

    @property
    def count(self) -> int:
        """How many accounts they are; whose, no page says."""
        return len(self.people)


def in_the_way(source: Person, target: Person, on: date) -> tuple[Obstacle, ...]:
    """Why the one account cannot become part of the other."""
    return obstacles(account(source, target, on), account(target, source, on))


FIRST = ("recognition", "credentials", "qualifications", "learning", "portfolio", "backpack")
"""Rooms in the order in which people ask after what they keep; the others follow, letters last."""


def what_moves(source: Person) -> list[tuple[str, int]]:
    """How much each room keeps of an account: what comes into the other one."""
    found = []
    for holding in sorted(holdings(), key=_place):
        count = sum(rows(holding, own, source).count() for own in holding.own if own.direct)
        if count and holding.room != "accounts":
            code = f"merging.room.{holding.room}"
            found.append((code if code in catalogue() else f"holding.room.{holding.room}", count))
    return found


def _place(holding: Holding) -> int:
    if holding.room == "letters":
        return len(FIRST) + 1
    return FIRST.index(holding.room) if holding.room in FIRST else len(FIRST)


def by_name(typed: str) -> Person | None:
    """Somebody who can sign in by this name."""
    return Person.objects.filter(username__iexact=typed.strip(), is_active=True).first()


def twins() -> list[Twins]:
    """Accounts that may be of one person, by number first; each told when the last of them was."""
    by_number = [
        Person.objects.filter(identity__mark=mark, identity__kind=kind, is_active=True)
        for kind, mark in Identity.objects.filter(person__is_active=True)
        .values_list("kind", "mark")
        .annotate(count=Count("pk"))
        .filter(count__gt=1)
        .order_by("kind", "mark")
        .values_list("kind", "mark")
    ]
    by_birth = [
        Person.objects.filter(name_passport=name, birth_date=born, is_active=True)
        for name, born in Person.objects.filter(is_active=True, birth_date__isnull=False)
        .values_list("name_passport", "birth_date")
        .annotate(count=Count("pk"))
        .filter(count__gt=1)
        .order_by("name_passport", "birth_date")
        .values_list("name_passport", "birth_date")
    ]
    found = [_twins(NUMBER, one) for one in by_number]
    known = {frozenset(one.people) for one in found}
    return [
        *found,
        *(one for one in (_twins(HINT, each) for each in by_birth) if frozenset(one.people) not in known),
    ]


def about(person: Person, what: str) -> str:
    """The name under which a letter about another account is kept: `twin`, `proof` or `merge`."""
    return f"merging.{what}:{person.public_id}"


def _twins(why: str, people: QuerySet[Person]) -> Twins:
    each = tuple(people.order_by("pk"))
    return Twins(why, each, _told(each))


def _told(people: Iterable[Person]) -> datetime | None:
    """When the last of them was told; None as long as one was not."""
    found = [
        Letter.objects.filter(about=about(one, "twin"), to=one)
        .order_by("-sent_at")
        .values_list("sent_at", flat=True)
        .first()
        for one in people
    ]
    return None if None in found else max(one for one in found if one)
