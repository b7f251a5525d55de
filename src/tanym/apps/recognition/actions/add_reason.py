"""Add a reason of one's own to the library."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import OwnReason
from tanym.apps.recognition.permissions import TABLE
from tanym.core.recognition.reasons import read_reasons


def add_reason(
    *,
    actor: Person,
    at: datetime,
    organisation: Organisation,
    finding: str,
    kind: str,
    words: Mapping[str, str],
) -> OwnReason:
    """The office adds a reason that its commissions then pick from; the same words for the same finding stand there once.

    `kind` is a kind of evidence, or empty for any. Raises `InvalidValue("reasons.malformed")`.
    """
    permit(TABLE, "add_reason", actor, timezone.localdate(at), at=organisation)
    (read,) = read_reasons({"own": {"finding": finding, "kind": kind, "words": words}})
    with transaction.atomic():
        given = {"organisation": organisation, "finding": str(read.finding), "kind": str(read.kind or "")}
        for one in OwnReason.objects.filter(**given, ended_at=None):
            if one.words == dict(read.words):
                return one
        added = OwnReason.objects.create(**given, words=dict(read.words), by=actor, at=at)
        journal(
            actor=actor,
            at=at,
            action="recognition.add_reason",
            subject=f"recognition.reason:{added.public_id}",
        )
        return added
