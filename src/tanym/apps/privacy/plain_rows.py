"""Rows as plain values that anybody can read: fields by name, people and secrets left out."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone

from tanym.apps.accounts.holdings import Holding, Own, rows
from tanym.apps.accounts.models import Person

NAMES = ("public_id", "number", "code")
"""By which of its fields a row is named to which another refers, the first that it has."""

FILE = "files.StoredFile"
LATER = "handed_over_once_decided"
"""Under which name a row says which of its fields it does not hold yet."""


@dataclass(slots=True)
class Kept:
    """What a room keeps about a person: rows by table, the stored files (primary keys) to which they refer, and of how many
    rows something is handed over later."""

    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    files: set[int] = field(default_factory=set)
    later: int = 0


def kept(holding: Holding, person: Person) -> Kept:
    """Everything that a room has declared as the person's."""
    found = Kept()
    for own in holding.own:
        several = list(rows(holding, own, person))
        if several:
            found.tables[own.model] = [dict(_fields(row, own)) for row in several]
            found.later += sum(1 for row in several if withheld(row, own))
        for row in several:
            found.files |= set(_files(row))
    return found


def withheld(row: models.Model, own: Own) -> tuple[str, ...]:
    """The fields of a row that the person is not given yet."""
    return own.later if own.settled is not None and not own.settled(row) else ()


def _fields(row: models.Model, own: Own) -> Iterator[tuple[str, Any]]:
    later = withheld(row, own)
    if later:
        yield LATER, list(later)
    for one in row._meta.concrete_fields:
        if one.name in {*own.hidden, *later} or (one.primary_key and not one.is_relation):
            continue
        if not one.is_relation:
            yield one.name, plain(getattr(row, one.attname))
        elif one.related_model is not Person:
            yield one.name, _named(getattr(row, one.name))


def _files(row: models.Model) -> Iterator[int]:
    if row._meta.label == FILE:
        yield row.pk
    for one in row._meta.concrete_fields:
        if one.is_relation and one.related_model._meta.label == FILE and getattr(row, one.attname):
            yield getattr(row, one.attname)


def _named(row: models.Model | None) -> str | None:
    if row is None:
        return None
    return next((str(getattr(row, name)) for name in NAMES if getattr(row, name, "")), str(row.pk))


def plain(value: Any) -> Any:
    """A value as JSON holds it; a moment in the country's time, with its offset."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value).isoformat()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value
