"""Withdraw a draft: nothing is deleted, and nobody works on it any more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.workshop.drafting import editable, journal, locked, permitted, repeated
from tanym.apps.workshop.models import PackDraft
from tanym.core.kernel.errors import InvalidValue, Refused


def withdraw(
    *, actor: Person, at: datetime, draft: PackDraft, reason: str, revision: int | None = None
) -> PackDraft:
    """End the work on a draft, with a reason that stays readable.

    Raises `NotPermitted`, `Refused("draft.not-editable" | "draft.consulting" | "changed-meanwhile")`,
    `InvalidValue("draft.without-reason")`.
    """
    permitted(draft, "withdraw", actor, at)
    if not reason.strip():
        raise InvalidValue("draft.without-reason")
    with transaction.atomic():
        kept = locked(draft)
        if repeated(kept, actor=actor, act="withdraw", revision=revision):
            return kept
        editable(kept)
        if kept.state == PackDraft.State.CONSULTING:
            raise Refused("draft.consulting")
        kept.state, kept.reason = PackDraft.State.WITHDRAWN, {actor.language: reason.strip()}
        kept.revision += 1
        kept.save()
        journal(kept, "withdraw", actor=actor, at=at)
        return kept
