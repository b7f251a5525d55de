"""Write one entry of a draft: a value, a rule, a source, a step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.workshop.content import kept_key, pack_entry, raised, read_entry
from tanym.apps.workshop.drafting import editable, journal, locked, permitted, reasoned, touched
from tanym.apps.workshop.models import DraftEntry, PackDraft
from tanym.apps.workshop.queries import base_files, entry_at
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.rules.entries import KINDS, LISTED, REST, Place, entry_name


def edit_entry(
    *,
    actor: Person,
    at: datetime,
    draft: PackDraft,
    place: Place,
    content: object,
    revision: int,
    citation: str,
    reason: str,
    read_by: str = "",
    read_on: date | None = None,
) -> DraftEntry:
    """Put `content` at `place`, whether complete or not: the checker says what is missing, releasing asks for it.

    `revision` is what the page showed: 0 for an entry that the draft did not change yet. The same content sent again
    by the same person is the same act. Raises `NotPermitted`, `Refused("draft.not-editable" | "changed-meanwhile")`,
    `InvalidValue`: `draft.who-read`, `draft.entry-kind`, `draft.name-stays`, `draft.other-pack`, and as `reasoned`,
    `kept_key` and `pack_entry`.
    """
    permitted(draft, "edit_entry", actor, at)
    if content is None or place.kind not in (*KINDS, REST):
        raise InvalidValue("draft.entry-kind")
    _in_its_place(draft, place, content)
    packed = pack_entry(content)
    reasoned(citation, reason)
    with transaction.atomic():
        kept = locked(draft)
        editable(kept)
        found = DraftEntry.objects.select_for_update(no_key=True).filter(draft=kept, key=place.key).first()
        if (found.revision if found else 0) != revision:
            if found and found.editor_id == actor.pk and found.content == packed:
                return found
            raise Refused("changed-meanwhile")
        before = read_entry(found.content) if found else entry_at(base_files(kept), place)
        if raised(before, content) and not (read_by.strip() and read_on):
            raise InvalidValue("draft.who-read", sources=", ".join(raised(before, content)))
        made = found or DraftEntry(draft=kept, key=kept_key(place), revision=0)
        made.content, made.citation, made.reason = packed, citation.strip(), reason.strip()
        if read_by.strip():
            made.read_by, made.read_on = read_by.strip(), read_on
        made.editor, made.changed_at, made.clash = actor, at, False
        made.revision += 1
        made.save()
        touched(kept, actor)
        journal(kept, "edit-entry", actor=actor, at=at, entry=place.key, revision=made.revision)
        return made


def _in_its_place(draft: PackDraft, place: Place, content: object) -> None:
    """What an entry is called is its place: another name is another entry, and another id another pack."""
    table = content if isinstance(content, Mapping) else {}
    if place.kind == "pack" and (
        table.get("id") != draft.pack or table.get("institution", "") != draft.institution
    ):
        raise InvalidValue("draft.other-pack", pack=str(table.get("id", ""))[:100], wanted=draft.pack)
    if place.kind in LISTED:
        named = entry_name(place.kind, content)
        if not named or not re.fullmatch(rf"{re.escape(named)}(#[0-9]+)?", place.name):
            raise InvalidValue("draft.name-stays", name=place.name.partition("@")[0])
