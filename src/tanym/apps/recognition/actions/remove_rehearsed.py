"""Remove the case of a rehearsal with everything in it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tanym.apps.recognition.models import RecognitionCase


def remove_rehearsed(*, rehearsal: UUID) -> None:
    """Delete it; nothing of it was conferred, listed or counted. For a caller that has asked for permission."""
    with transaction.atomic():
        for case in RecognitionCase._base_manager.filter(played_in=rehearsal, rehearsal=True):
            case.appeals.all().delete()
            case.decisions.all().delete()
            case.delete()
