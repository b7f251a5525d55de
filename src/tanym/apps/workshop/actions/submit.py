"""Submit a draft for approval: the checker has nothing to say, and every case passes."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.policy.actions.keep_pack import keep_pack
from tanym.apps.workshop import notices
from tanym.apps.workshop.checking import release_problems
from tanym.apps.workshop.drafting import editable, journal, locked, permitted, repeated, touched
from tanym.apps.workshop.models import PackDraft
from tanym.apps.workshop.queries import draft_pack, entries_of, outdated
from tanym.core.kernel.errors import Refused


def submit(
    *,
    actor: Person,
    at: datetime,
    draft: PackDraft,
    wished_since: date | None = None,
    revision: int | None = None,
) -> PackDraft:
    """Freeze the draft's bundle under its digest and ask for a second person.

    Raises `NotPermitted`, `Refused`: `draft.not-editable`, `changed-meanwhile`, `draft.consulting` while the public
    discusses it, `draft.empty`, `draft.outdated`, `draft.clash`, `draft.faulty` (with how many faults).
    """
    permitted(draft, "submit", actor, at)
    with transaction.atomic():
        kept = locked(draft)
        if repeated(kept, actor=actor, act="submit", revision=revision):
            return kept
        editable(kept)
        if kept.state == PackDraft.State.CONSULTING:
            raise Refused("draft.consulting")
        rows = list(entries_of(kept))
        if not rows:
            raise Refused("draft.empty")
        if outdated(kept):
            raise Refused("draft.outdated")
        if any(one.clash for one in rows):
            raise Refused("draft.clash")
        if faults := release_problems(kept):
            raise Refused("draft.faulty", faults=len(faults), first=faults[0].code)
        pack = draft_pack(kept)
        if pack.digest == kept.based_on_id:
            raise Refused("draft.empty")
        kept.wished_since = wished_since or kept.wished_since
        touched(kept, actor)
        kept.digest = keep_pack(at=at, pack=pack)
        kept.state, kept.submitted_by, kept.submitted_at = PackDraft.State.CHECKED, actor, at
        kept.save()
        journal(kept, "submit", actor=actor, at=at, digest=kept.digest)
        notices.ask_approvers(kept, at=at)
        return kept
