"""Leave an entry as the version in force has it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.workshop.drafting import editable, journal, locked, permitted, touched
from tanym.apps.workshop.models import DraftEntry, PackDraft
from tanym.core.kernel.errors import Refused
from tanym.core.rules.entries import Place


def undo_entry(*, actor: Person, at: datetime, draft: PackDraft, place: Place, revision: int) -> PackDraft:
    """Forget what the draft changes at `place`; a second time it does nothing.

    Raises `NotPermitted`, `Refused("draft.not-editable" | "changed-meanwhile")`.
    """
    permitted(draft, "undo_entry", actor, at)
    with transaction.atomic():
        kept = locked(draft)
        editable(kept)
        found = DraftEntry.objects.select_for_update(no_key=True).filter(draft=kept, key=place.key).first()
        if found is None:
            return kept
        if found.revision != revision:
            raise Refused("changed-meanwhile")
        found.delete()
        touched(kept, actor)
        journal(kept, "undo-entry", actor=actor, at=at, entry=place.key)
        return kept
