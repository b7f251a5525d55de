"""Whatever is kept about a person, its room says whose it is and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.apps import apps
from django.db import models

from tanym.apps.accounts.holdings import Holding, holdings
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import catalogue

DECLARED: dict[str, Holding] = {one.room: one for one in holdings()}
NONE = re.compile(r"none\b(?! in the fields)")


def _tables() -> Iterator[type[models.Model]]:
    found = [one for one in apps.get_models() if one.__module__.startswith("tanym.")]
    assert found
    return iter(found)


def _to_people(model: type[models.Model]) -> Iterator[str]:
    for one in model._meta.get_fields():
        if one.concrete and one.is_relation and one.related_model is Person:
            yield one.name


def test_every_foreign_key_to_a_person_names_whose_data_it_is_or_who_acted() -> None:
    unsaid, twice = [], []
    for model in _tables():
        holding = DECLARED.get(model._meta.app_label, Holding(model._meta.app_label))
        own = {one.path for one in holding.own if one.model == model.__name__}
        acts = set(holding.acts.get(model.__name__, ()))
        for name in _to_people(model):
            if name not in own | acts:
                unsaid.append(f"{model._meta.label}.{name}")
            if name in own & acts:
                twice.append(f"{model._meta.label}.{name}")
    assert not unsaid, (
        "say in holdings.py of the room: `own` (it is the person's data) or `acts` (they acted)"
    )
    assert not twice


def test_every_table_with_personal_data_is_declared_by_its_room() -> None:
    unsaid = []
    for model in _tables():
        said = re.sub(r"\s+", " ", (model.__doc__ or "").partition("Personal data:")[2]).strip()
        if NONE.match(said):
            continue
        holding = DECLARED.get(model._meta.app_label, Holding(model._meta.app_label))
        if model.__name__ not in {one.model for one in holding.own} | {*holding.acts} | {*holding.apart}:
            unsaid.append(model._meta.label)
    assert not unsaid, "say in holdings.py of the room whose data it is: `own`, `acts` or `apart`"


def test_what_is_declared_exists() -> None:
    for holding in DECLARED.values():
        for own in holding.own:
            model = apps.get_model(holding.room, own.model)
            field, at = None, model
            for step in own.path.split("__"):
                field = at._meta.pk if step == "pk" else at._meta.get_field(step)
                at = getattr(field, "related_model", None) or at
            assert own.by != "pk" or own.path == "pk" or at is Person, (holding.room, own)
            for name in own.hidden:
                assert model._meta.get_field(name), (holding.room, own.model, name)
        for table, names in holding.acts.items():
            assert set(names) <= set(_to_people(apps.get_model(holding.room, table))), (holding.room, table)
        for table in holding.apart:
            assert apps.get_model(holding.room, table)


def test_whatever_a_person_reads_of_what_is_kept_has_words_and_a_ground() -> None:
    codes = {
        code
        for one in DECLARED.values()
        for own in one.own
        for code in (
            f"holding.room.{one.room}",
            f"holding.{one.room}.{own.model}",
            f"privacy.ground.{own.ground}",
        )
    }
    assert not sorted(one for one in codes if one not in catalogue()), (
        "write them in kk, ru and en (messages_of_holdings.toml and messages.toml of the room `privacy`)"
    )
