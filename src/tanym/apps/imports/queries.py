"""Reads of lists that are being brought in."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tanym.apps.imports.kinds import kind
from tanym.apps.imports.models import Batch
from tanym.core.kernel.errors import NotFound


def batch(public_id: UUID | str) -> Batch:
    """A list by its public identifier. Raises `NotFound("page.unknown")`."""
    found = Batch.objects.select_related("uploaded_by", "job").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def proposed(person: Any, on: date) -> list[Batch]:
    """The lists that wait for a second person, and for whom this person could be the one."""
    waiting = Batch.objects.filter(state=Batch.State.PROPOSED).exclude(uploaded_by=person)
    return [one for one in waiting.defer("rows", "faults") if kind(one.kind).may(person, on)]


def batches(person: Any) -> QuerySet[Batch]:
    """The lists that a person uploaded, newest first, without their rows."""
    return Batch.objects.filter(uploaded_by=person).defer("rows", "faults")


def words_of(written: str) -> str:
    """The code of the words for what was written: a room's own, or that of a kind of this room."""
    return written if "." in written else f"imports.written.{written}"
