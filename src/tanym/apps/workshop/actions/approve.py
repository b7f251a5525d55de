"""Approve a draft and put it in force: the act of a second person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.policy.actions.put_in_force import put_in_force
from tanym.apps.policy.queries import pack_of
from tanym.apps.simulation.actions.begin_reviews import begin_reviews
from tanym.apps.workshop import notices
from tanym.apps.workshop.drafting import journal, locked, permitted, repeated
from tanym.apps.workshop.models import PackDraft
from tanym.apps.workshop.queries import outdated
from tanym.core.kernel.errors import InvalidValue, Refused


def approve(
    *,
    actor: Person,
    at: datetime,
    draft: PackDraft,
    since: date,
    reason: Mapping[str, str],
    revision: int | None = None,
) -> PackDraft:
    """Enter the checked version into the register from `since` on, ask for reviews of what falls short, tell subscribers.

    Raises `NotPermitted`, `Refused`: `changed-meanwhile`, `draft.not-checked`, `draft.outdated`,
    `draft.approver-wrote` for anybody who wrote in the draft, and as `put_in_force`;
    `InvalidValue("draft.without-reason")`.
    """
    permitted(draft, "approve", actor, at)
    if not any(text.strip() for text in reason.values()):
        raise InvalidValue("draft.without-reason")
    with transaction.atomic():
        _one_by_one(draft)
        kept = locked(draft)
        if repeated(kept, actor=actor, act="approve", revision=revision):
            return kept
        if kept.state != PackDraft.State.CHECKED or kept.submitted_by is None:
            raise Refused("draft.not-checked", state=f"draft-state.{kept.state}")
        authors = [kept.submitted_by] + [
            one.person
            for one in kept.authors.select_related("person").order_by("pk")
            if one.person_id != kept.submitted_by_id
        ]
        if actor in authors:
            raise Refused("draft.approver-wrote")
        if outdated(kept):
            raise Refused("draft.outdated")
        pack = pack_of(kept.digest)
        put_in_force(
            actor=actor,
            at=at,
            pack=pack,
            since=since,
            authors=authors,
            draft=str(kept.public_id),
            reason=reason,
        )
        kept.state, kept.since = PackDraft.State.IN_FORCE, since
        kept.approved_by, kept.approved_at, kept.reason = actor, at, dict(reason)
        kept.public_since = kept.public_since or at
        kept.revision += 1
        kept.save()
        begin_reviews(actor=actor, at=at, bundle=kept.digest, on=since)
        journal(
            kept,
            "approve",
            actor=actor,
            at=at,
            digest=kept.digest,
            since=since.isoformat(),
        )
        notices.tell_subscribers(kept, at=at)
        return kept


def _one_by_one(draft: PackDraft) -> None:
    """Let approvals of drafts of one pack follow each other: the later one finds that its draft is outdated."""
    list(
        PackDraft.objects.select_for_update(of=("self",), no_key=True).filter(pack=draft.pack).order_by("pk")
    )
