"""Erase every stored file of some people."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from tanym.apps.files.actions.erase import erase
from tanym.apps.files.models import StoredFile


def erase_of(*, at: datetime, owners: Collection[int]) -> None:
    """Erase the files of these people (primary keys), for a caller that has asked for permission."""
    for one in StoredFile.objects.filter(owner__in=owners).select_related("owner"):
        erase(actor=one.owner, at=at, stored=one)
