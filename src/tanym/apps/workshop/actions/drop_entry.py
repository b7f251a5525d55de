"""Take an entry out of the pack that a draft makes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.workshop.drafting import editable, journal, locked, permitted, reasoned, touched
from tanym.apps.workshop.models import DraftEntry, PackDraft
from tanym.apps.workshop.queries import base_files, draft_files, entry_at
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused
from tanym.core.rules.ending import instead_of_removal
from tanym.core.rules.entries import Place, entries


def drop_entry(
    *,
    actor: Person,
    at: datetime,
    draft: PackDraft,
    place: Place,
    revision: int,
    citation: str,
    reason: str,
) -> DraftEntry | None:
    """The entry leaves the pack; one that only this draft had leaves the draft (None comes back).

    What has begun to hold stays and gets a last day (`core.rules.ending`). Raises `NotPermitted`,
    `NotFound("draft.entry-unknown")`, `Refused`: `draft.not-editable`, `changed-meanwhile`, `entry.end-instead`,
    `entry.repeal-instead`, `entry.begin-instead`;
    `InvalidValue("draft.head-stays")` and as `reasoned`.
    """
    permitted(draft, "drop_entry", actor, at)
    if place.kind in ("pack", "procedure"):
        raise InvalidValue("draft.head-stays")
    reasoned(citation, reason)
    with transaction.atomic():
        kept = locked(draft)
        editable(kept)
        found = DraftEntry.objects.select_for_update(no_key=True).filter(draft=kept, key=place.key).first()
        if found and not found.content:
            return found
        if (found.revision if found else 0) != revision:
            raise Refused("changed-meanwhile")
        if entry_at(draft_files(kept), place) is None:
            raise NotFound("draft.entry-unknown")
        base = entries(base_files(kept))
        if instead := instead_of_removal(base, place, timezone.localdate(at)):
            raise Refused(instead, entry=place.name)
        made: DraftEntry | None
        if found and place not in base:
            found.delete()
            made = None
        else:
            made = found or DraftEntry(draft=kept, key=place.key, revision=0)
            made.content, made.citation, made.reason = {}, citation.strip(), reason.strip()
            made.editor, made.changed_at, made.clash = actor, at, False
            made.revision += 1
            made.save()
        touched(kept, actor)
        journal(kept, "drop-entry", actor=actor, at=at, entry=place.key)
        return made
