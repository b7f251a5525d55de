"""Begin a new version of a procedure in a draft: the whole table again, in a file of its own."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.workshop.content import pack_entry
from tanym.apps.workshop.drafting import editable, journal, locked, permitted, reasoned, touched
from tanym.apps.workshop.models import DraftEntry, PackDraft
from tanym.apps.workshop.queries import draft_files, packs_in_force_for
from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.core.rules.entries import ORDER, Place, entries
from tanym.core.rules.pack import Files


def begin_procedure(
    *,
    actor: Person,
    at: datetime,
    draft: PackDraft,
    procedure: str,
    since: date,
    citation: str,
    reason: str,
) -> str:
    """The file of the new version, which holds from `since` on: a copy to be changed entry by entry.

    Taken from the draft's own newest version, or from a pack above that lets this layer bring one. Cases that began
    before keep the version that they began with. Begun twice for one day it is the same file. Raises `NotPermitted`,
    `NotFound("procedure.unknown")`, `Refused("draft.not-editable")`, `InvalidValue("draft.not-later")` and as
    `reasoned`.
    """
    permitted(draft, "edit_entry", actor, at)
    reasoned(citation, reason)
    with transaction.atomic():
        kept = locked(draft)
        editable(kept)
        files = draft_files(kept)
        file = f"{procedure}-{since.isoformat()}.procedure.toml"
        if file in files:
            return file
        own = _newest(files, procedure)
        above = [_newest(pack.files, procedure) for pack in packs_in_force_for(kept) if pack.id != kept.pack]
        source = own or next((found for found in reversed(above) if found), None)
        if source is None:
            raise NotFound("procedure.unknown", procedure=procedure)
        table = source[1]
        head = {**table["procedure"], "since": since}
        head.pop("until", None)
        if own and table["procedure"].get("since") >= since:
            raise InvalidValue("draft.not-later", since=table["procedure"]["since"])
        copied = entries({file: {**table, "procedure": head}})
        steps = [place.name for place in copied if place.kind == "step"]
        for place, content in [*copied.items(), (Place(file, ORDER, "step"), steps)]:
            DraftEntry.objects.create(
                draft=kept,
                key=place.key,
                content=pack_entry(content),
                citation=citation.strip(),
                reason=reason.strip(),
                editor=actor,
                changed_at=at,
            )
        touched(kept, actor)
        key = Place(file, "procedure", "procedure").key
        journal(kept, "begin-procedure", actor=actor, at=at, entry=key)
        return file


def _newest(files: Files, procedure: str) -> tuple[date, dict[str, object]] | None:
    found = [
        (head["since"], dict(table))
        for path, table in files.items()
        if path.endswith(".procedure.toml")
        and isinstance(head := table.get("procedure"), dict)
        and head.get("id") == procedure
        and isinstance(head.get("since"), date)
    ]
    return max(found, key=lambda one: one[0], default=None)
