"""Carry a draft over to the version that came into force after it was begun."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.policy.queries import pack_of
from tanym.apps.workshop.content import read_entry
from tanym.apps.workshop.drafting import editable, journal, locked, permitted, repeated, touched
from tanym.apps.workshop.models import DraftEntry, PackDraft
from tanym.apps.workshop.queries import base_files, newest
from tanym.core.rules.entries import Place, changes


def carry_over(*, actor: Person, at: datetime, draft: PackDraft, revision: int | None = None) -> PackDraft:
    """The draft stands on the latest version; entries that both changed are marked until a person settles them.

    An entry that the new version has just as the draft wants it leaves the draft. Raises `NotPermitted`,
    `Refused("draft.not-editable" | "changed-meanwhile")`.
    """
    permitted(draft, "carry_over", actor, at)
    with transaction.atomic():
        kept = locked(draft)
        if repeated(kept, actor=actor, act="carry-over", revision=revision):
            return kept
        editable(kept)
        latest = newest(kept.pack)
        if latest is None or latest.bundle_id == kept.based_on_id:
            return kept
        moved = changes(base_files(kept), pack_of(latest.bundle_id).files)
        for one in DraftEntry.objects.select_for_update(no_key=True).filter(draft=kept):
            place = Place.read(one.key)
            if place in moved:
                if moved[place] == read_entry(one.content):
                    one.delete()
                else:
                    one.clash = True
                    one.revision += 1
                    one.save()
        kept.based_on_id = latest.bundle_id
        touched(kept, actor)
        journal(kept, "carry-over", actor=actor, at=at, based_on=latest.bundle_id)
        return kept
