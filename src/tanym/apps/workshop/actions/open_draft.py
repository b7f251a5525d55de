"""Open a draft of a pack on what is in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.policy.queries import pack_of
from tanym.apps.workshop.content import pack_entry
from tanym.apps.workshop.drafting import journal
from tanym.apps.workshop.models import DraftAuthor, DraftEntry, PackDraft
from tanym.apps.workshop.permissions import TABLE
from tanym.apps.workshop.queries import NATION, newest
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted
from tanym.core.rules.entries import Place


def open_draft(
    *,
    actor: Person,
    at: datetime,
    owner: Organisation,
    pack: str,
    titles: Mapping[str, str],
    wished_since: date | None = None,
    once: UUID | None = None,
) -> PackDraft:
    """A draft on the latest version of `pack`; for an institution without rules of its own (`pack` is its code), on nothing.

    A ministry answers for packs that hold for everybody, an institution for its own. `once` is what the form was shown
    with: sent again it is the same draft. Raises `NotPermitted`, `NotFound("pack.unknown")`,
    `InvalidValue("draft.not-titled")`.
    """
    permit(TABLE, "open_draft", actor, timezone.localdate(at), at=owner)
    if not any(text.strip() for text in titles.values()):
        raise InvalidValue("draft.not-titled")
    latest = newest(pack)
    if latest is None and (pack != owner.code or owner.type == NATION):
        raise NotFound("pack.unknown", pack=pack)
    institution = pack_of(latest.bundle_id).institution if latest else owner.code
    if institution != owner.code if institution else owner.type != NATION:
        raise NotPermitted("not-permitted", action="open_draft")
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=owner.pk)
        once = once or uuid4()
        begun = PackDraft.objects.filter(public_id=once, opened_by=actor).first()
        if begun is not None:
            return begun
        draft = PackDraft.objects.create(
            public_id=once,
            pack=pack,
            institution=institution,
            owner=owner,
            based_on_id=latest.bundle_id if latest else None,
            titles=dict(titles),
            wished_since=wished_since,
            opened_by=actor,
            opened_at=at,
        )
        DraftAuthor.objects.create(draft=draft, person=actor)
        if latest is None:
            _head(draft, actor, at)
        journal(draft, "open-draft", actor=actor, at=at, based_on=draft.based_on_id or "")
        return draft


def _head(draft: PackDraft, actor: Person, at: datetime) -> None:
    """The head of an institution's first pack."""
    names = organisation(draft.institution).names
    head = {
        "id": draft.pack,
        "layer": "institution",
        "jurisdiction": settings.TANYM.jurisdiction.upper(),
        "institution": draft.institution,
        "status": "in-force",
        "requires": [settings.TANYM.jurisdiction],
        "words": dict(names),
    }
    DraftEntry.objects.create(
        draft=draft,
        key=Place("pack.toml", "pack", "pack").key,
        content=pack_entry(head),
        citation="",
        reason="",
        editor=actor,
        changed_at=at,
    )
