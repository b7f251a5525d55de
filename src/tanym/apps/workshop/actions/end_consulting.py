"""Take a draft back from the public discussion into drafting."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.workshop.drafting import journal, locked, permitted
from tanym.apps.workshop.models import PackDraft


def end_consulting(*, actor: Person, at: datetime, draft: PackDraft) -> PackDraft:
    """The draft stays public and can be checked and approved. Twice is once.

    Called by the consultation that closes, when every contribution has its answer. Raises `NotPermitted`.
    """
    permitted(draft, "end_consulting", actor, at)
    with transaction.atomic():
        kept = locked(draft)
        if kept.state != PackDraft.State.CONSULTING:
            return kept
        kept.state = PackDraft.State.DRAFTING
        kept.revision += 1
        kept.save()
        journal(kept, "end-consulting", actor=actor, at=at)
        return kept
