"""Put a draft before the public."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.policy.actions.keep_pack import keep_pack
from tanym.apps.workshop.drafting import editable, journal, locked, permitted
from tanym.apps.workshop.models import PackDraft
from tanym.apps.workshop.queries import draft_pack, entries_of
from tanym.core.kernel.errors import Refused


def begin_consulting(*, actor: Person, at: datetime, draft: PackDraft) -> PackDraft:
    """From now on everybody reads the draft, whatever becomes of it; its entries may still change. Twice is once.

    Called by the consultation that opens on it. Raises `NotPermitted`,
    `Refused("draft.not-editable" | "draft.empty" | "pack.faulty")`.
    """
    permitted(draft, "begin_consulting", actor, at)
    with transaction.atomic():
        kept = locked(draft)
        editable(kept)
        if kept.state == PackDraft.State.CONSULTING:
            return kept
        if not entries_of(kept).exists():
            raise Refused("draft.empty")
        digest = keep_pack(at=at, pack=draft_pack(kept))
        kept.state, kept.digest = PackDraft.State.CONSULTING, ""
        kept.public_since = kept.public_since or at
        kept.revision += 1
        kept.save()
        journal(kept, "begin-consulting", actor=actor, at=at, digest=digest)
        return kept
