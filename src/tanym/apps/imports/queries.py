"""Reads of lists that are being brought in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tanym.apps.imports.models import Batch
from tanym.core.kernel.errors import NotFound


def batch(public_id: UUID | str) -> Batch:
    """A list by its public identifier. Raises `NotFound("page.unknown")`."""
    found = Batch.objects.select_related("uploaded_by", "job").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def batch_of(person: Any, public_id: UUID) -> Batch:
    """A list that this person uploaded. Raises `NotFound("page.unknown")`."""
    found = batch(public_id)
    if not person.is_authenticated or found.uploaded_by_id != person.pk:
        raise NotFound("page.unknown")
    return found


def batches(person: Any) -> QuerySet[Batch]:
    """The lists that a person uploaded, newest first, without their rows."""
    return Batch.objects.filter(uploaded_by=person).defer("rows", "faults")
