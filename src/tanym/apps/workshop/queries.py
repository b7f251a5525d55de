"""Reads of the workshop: drafts, what they change, the pack and the stack that they make, and the versions in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone

from tanym.apps.organisations.queries import memberships
from tanym.apps.policy.models import InForce
from tanym.apps.policy.queries import pack_of, packs_in_force, versions
from tanym.apps.workshop.content import read_entry
from tanym.apps.workshop.models import DraftEntry, PackDraft, Subscription
from tanym.apps.workshop.roles import READERS
from tanym.core.kernel.errors import NotFound
from tanym.core.rules import Pack, Stack, read_pack, resolve
from tanym.core.rules.difference import Change, difference
from tanym.core.rules.entries import Place, entries, with_entries
from tanym.core.rules.pack import Files
from tanym.core.rules.stack import in_order
from tanym.rulepacks.legal_table import Paragraph, legal_table
from tanym.rulepacks.loader import vocabulary

NATION = "ministry"
"""The type of organisation that answers for packs that hold for everybody."""


def draft(public_id: UUID | str) -> PackDraft:
    """The draft. Raises `NotFound("draft.unknown")`."""
    try:
        found = drafts().filter(public_id=public_id).first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise NotFound("draft.unknown")
    return found


def drafts() -> QuerySet[PackDraft]:
    """Every draft, the newest first."""
    return PackDraft.objects.select_related(
        "owner", "based_on", "opened_by", "submitted_by", "approved_by"
    ).order_by("-opened_at", "-pk")


def visible(person: Any, on: date) -> QuerySet[PackDraft]:
    """The drafts that this reader may see: public ones, and those of an organisation that they write or approve for."""
    mine = [one.organisation_id for one in memberships(person, on) if one.role in READERS]
    return drafts().filter(Q(public_since__isnull=False) | Q(owner__in=mine))


def readable(public_id: UUID | str, person: Any, on: date) -> PackDraft:
    """The draft, where this reader may see it. Raises `NotFound("draft.unknown")`."""
    found = draft(public_id)
    if not visible(person, on).filter(pk=found.pk).exists():
        raise NotFound("draft.unknown")
    return found


def entry(public_id: UUID | str) -> DraftEntry:
    """One changed entry of a draft. Raises `NotFound("draft.entry-unknown")`."""
    try:
        found = DraftEntry.objects.select_related("draft", "editor").filter(public_id=public_id).first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise NotFound("draft.entry-unknown")
    return found


def entries_of(draft: PackDraft) -> QuerySet[DraftEntry]:
    """The entries that a draft changes, in the order in which they were first changed."""
    return draft.entries.select_related("editor").order_by("pk")


def base_files(draft: PackDraft) -> Files:
    """The files of the version that a draft began with; nothing for the first pack of an institution."""
    return pack_of(draft.based_on_id).files if draft.based_on_id else {}


def draft_files(draft: PackDraft) -> Files:
    """The files of the pack as a draft would have it."""
    changed = {Place.read(one.key): read_entry(one.content) for one in entries_of(draft)}
    return with_entries(base_files(draft), changed)


def draft_pack(draft: PackDraft) -> Pack:
    """The pack as a draft would have it; what can't be read stands in its `faults`."""
    return read_pack(draft_files(draft))


def packs_around(draft: PackDraft, pack: Pack, on: date, institution: str | None = None) -> tuple[Pack, ...]:
    """The packs in force on a day, with the draft's own in the place of the version in force."""
    others = packs_in_force(on, institution or draft.institution or None)
    return (*(one for one in others if one.id != draft.pack), pack)


def packs_in_force_for(draft: PackDraft) -> tuple[Pack, ...]:
    """The packs in force around a draft on its day, by layer."""
    return in_order(packs_in_force(day_of(draft), draft.institution or None))


def draft_stack(draft: PackDraft, on: date, institution: str | None = None) -> Stack:
    """The law of a day as it would be with this draft. Raises `Refused("pack.faulty")` and as `resolve` does."""
    return resolve(packs_around(draft, draft_pack(draft), on, institution), on, vocabulary())


def changes(draft: PackDraft) -> tuple[Change, ...]:
    """What a draft changes in the version that it began with."""
    return differences(base_files(draft), draft_files(draft))


def differences(before: Files, after: Files) -> tuple[Change, ...]:
    """What one version changes in another; a new version of a procedure beside the version that it follows."""
    return difference(compared_with(before, after), after)


def compared_with(before: Files, after: Files) -> Files:
    """The older files as a reader compares them: beside a new version of a procedure the version that it follows."""
    compared = dict(before)
    for path in after.keys() - before.keys():
        head = after[path].get("procedure")
        followed = _followed(head, before) if isinstance(head, Mapping) else None
        if followed is not None:
            compared[path] = followed
    return compared


def _followed(head: Mapping[str, Any], before: Files) -> Mapping[str, Any] | None:
    """The newest table of the same procedure among the files of another version."""
    heads = [
        (one["since"], table)
        for table in before.values()
        if isinstance(one := table.get("procedure"), Mapping)
        and one.get("id") == head.get("id")
        and isinstance(one.get("since"), date)
    ]
    return max(heads, key=lambda one: one[0])[1] if heads else None


def paragraphs(draft: PackDraft, language: str) -> tuple[Paragraph, ...]:
    """The draft as a lawyer reads it, on the day from which it is wished for; raises as `draft_stack`."""
    on = day_of(draft)
    return legal_table(draft_pack(draft), draft_stack(draft, on), language, on)


def day_of(draft: PackDraft) -> date:
    """The day on which a draft is read: from when it holds or is wished for, else today."""
    return draft.since or draft.wished_since or timezone.localdate()


def newest(pack: str) -> InForce | None:
    """The latest version of a pack in the register, whether it has begun or not: what a draft has to build on."""
    return next(iter(versions(pack)), None)


def outdated(draft: PackDraft) -> bool:
    """Whether another version came into the register since the draft began."""
    latest = newest(draft.pack)
    return draft.editable and latest is not None and latest.bundle_id != draft.based_on_id


def version(digest: str) -> tuple[InForce, InForce | None]:
    """The register's row of a version and the one before it. Raises `NotFound("pack.unknown")`."""
    row = (
        InForce.objects.filter(bundle=digest)
        .select_related("released_by", "approved_by")
        .order_by("since", "pk")
        .first()
    )
    if row is None:
        raise NotFound("pack.unknown", pack=digest[:12])
    older = [one for one in versions(row.pack) if (one.since, one.pk) < (row.since, row.pk)]
    return row, older[0] if older else None


def draft_of(row: InForce) -> PackDraft | None:
    """The draft that a version came from; None for what was shipped."""
    return drafts().filter(public_id=row.draft).first() if row.draft else None


def known_packs() -> Mapping[str, InForce]:
    """The latest version of every pack in the register, by id."""
    rows = InForce.objects.order_by("since", "pk")
    return {row.pack: row for row in rows}


def subscribers(pack: str) -> list[Any]:
    """Who wants to hear of changes of this pack, each once."""
    found = Subscription.objects.filter(pack__in=("", pack)).select_related("person").order_by("person_id")
    return list({one.person_id: one.person for one in found}.values())


def subscribed(person: Any, pack: str = "") -> bool:
    """Whether the person asked for letters about this pack (or, without one, about all)."""
    return bool(person.is_authenticated and Subscription.objects.filter(person=person, pack=pack).exists())


def entry_at(files: Files, place: Place) -> object | None:
    """What stands at a place; None where nothing does."""
    return entries(files).get(place)
