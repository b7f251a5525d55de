"""Bring a whole version of a pack into a draft, as it was exported and worked on elsewhere."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.workshop.content import kept_key, pack_entry
from tanym.apps.workshop.drafting import editable, journal, locked, permitted, reasoned, repeated, touched
from tanym.apps.workshop.models import DraftEntry, PackDraft
from tanym.apps.workshop.queries import base_files
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.rules import read_pack
from tanym.core.rules.ending import taken_out_wrongly
from tanym.core.rules.entries import changes
from tanym.core.rules.pack import Files


def bring_in(
    *,
    actor: Person,
    at: datetime,
    draft: PackDraft,
    files: Files,
    citation: str,
    reason: str,
    revision: int | None = None,
) -> PackDraft:
    """The draft becomes exactly these files: their digest is the draft's. Entries that are alike keep their history.

    Raises `NotPermitted`, `Refused("draft.not-editable" | "changed-meanwhile")` and, where an entry that has begun to
    hold is not among them, as `drop_entry`;
    `InvalidValue("draft.other-pack" | "pack.too-large")` and as `reasoned` and `read_pack`.
    """
    permitted(draft, "bring_in", actor, at)
    reasoned(citation, reason)
    pack = read_pack(files)
    if too_large := next((one for one in pack.faults if one.code == "pack.too-large"), None):
        raise InvalidValue("pack.too-large", **too_large.details)
    if pack.id != draft.pack or pack.institution != draft.institution:
        raise InvalidValue("draft.other-pack", pack=pack.id, wanted=draft.pack)
    with transaction.atomic():
        kept = locked(draft)
        if repeated(kept, actor=actor, act="bring-in", revision=revision):
            return kept
        editable(kept)
        base = base_files(kept)
        if lost := taken_out_wrongly(base, pack.files, timezone.localdate(at)):
            raise Refused(lost[1], entry=lost[0].name)
        wanted = {
            kept_key(place): pack_entry(content) for place, content in changes(base, pack.files).items()
        }
        known = {one.key: one for one in DraftEntry.objects.select_for_update(no_key=True).filter(draft=kept)}
        for key in known.keys() - wanted.keys():
            known[key].delete()
        for key, content in wanted.items():
            made = known.get(key) or DraftEntry(draft=kept, key=key, revision=0)
            if made.pk and made.content == content:
                continue
            made.content, made.citation, made.reason = content, citation.strip(), reason.strip()
            made.editor, made.changed_at, made.clash = actor, at, False
            made.revision += 1
            made.save()
        touched(kept, actor)
        journal(kept, "bring-in", actor=actor, at=at, digest=pack.digest)
        return kept
