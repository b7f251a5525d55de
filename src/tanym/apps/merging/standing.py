"""How two accounts stand to each other: what both rooms and core have to know before they become one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Model, Q

from tanym.apps.accounts.holdings import Holding, Own, holdings, rows, table, uniques
from tanym.apps.accounts.identities import digest_of, proved
from tanym.apps.accounts.models import Person
from tanym.apps.organisations.models import Membership
from tanym.core.recognition.merging import Account, spelt


def account(person: Person, other: Person, on: date) -> Account:
    """What counts of an account beside the other one."""
    return Account(
        names=spelt((person.name_kk, person.name_ru, person.name_passport)),
        born_on=person.birth_date,
        number=digest_of(person),
        proved=proved(person),
        signature=_signature(person),
        roles=frozenset(
            Membership.objects.filter(person=person)
            .filter(Q(until=None) | Q(until__gte=on))
            .values_list("role", flat=True)
        ),
        judged=frozenset(_judged(person, other)),
        open=frozenset().union(*(one.open(person) for one in holdings() if one.open)),
        once={
            name: keys
            for holding in holdings()
            for own in holding.own
            if own.direct and not own.doubled
            for name, keys in _once(holding, own, person)
        },
    )


def _once(holding: Holding, own: Own, person: Person) -> Iterator[tuple[str, frozenset[str]]]:
    """The keys of the rows of which the table lets a person have each one time only."""
    for place, one in enumerate(uniques(table(holding, own), own)):
        found = rows(holding, own, person).filter(one.where).values_list("pk", *one.names)
        yield (
            f"{holding.room}.{own.model}:{place}",
            frozenset(str(key[1:]) for key in found),
        )


def _judged(person: Person, other: Person) -> Iterator[str]:
    """Things about the other in which this account acted for an office, was seated, or stands among the people of the case."""
    for holding in holdings():
        for model, names in holding.acts.items():
            acted = apps.get_model(holding.room, model)
            for path in _ways(holding, acted):
                for name in names:
                    if acted._default_manager.filter(**{path: other, name: person}).exists():
                        yield f"{holding.room}.{model}.{name}"
        for own in holding.own:
            about = rows(holding, own, other)
            if any(field.name == "case" and not field.is_relation for field in about.model._meta.fields):
                told: Any = about.values_list("case", flat=True)
                if any(str(person.public_id) in str(one) for one in told):
                    yield f"{holding.room}.{own.model}"


def _ways(holding: Holding, model: type[Model], steps: int = 3) -> set[str]:
    """The paths by which a row of a table leads to whoever it is about: its own, or by what it belongs to in its room."""
    found = {
        one.path for one in holding.own if one.model == model.__name__ and one.by == "pk" and one.path != "pk"
    }
    if steps and not found:
        for field in model._meta.get_fields():
            to = field.related_model if field.concrete and field.is_relation else None
            if isinstance(to, type) and to is not model and to._meta.app_label == holding.room:
                found |= {f"{field.name}__{path}" for path in _ways(holding, to, steps - 1)}
    return found


def _signature(person: Person) -> str:
    """The digest of the number of the national signature, where one has signed with it."""
    mark = apps.get_model("recognition", "NationalMark")._default_manager.filter(person=person).first()
    return str(mark.mark) if mark else ""
