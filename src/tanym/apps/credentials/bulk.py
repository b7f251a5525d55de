"""Carries out bulk revocations: suspends, reinstates or revokes their documents a few at a time, and goes on where it stopped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.audit.queries import repeats
from tanym.apps.credentials import notices
from tanym.apps.credentials.models import BulkItem, BulkRevocation, Credential
from tanym.apps.credentials.revoking import ask_rules, locked_all, mark_revoked
from tanym.apps.credentials.statuses import touch
from tanym.apps.jobs.kinds import Progress
from tanym.core.kernel.errors import Refused

KIND = "credentials.bulk"
A_PIECE = 100
"""So many documents change in one transaction."""

Change = Callable[[BulkItem, BulkRevocation, datetime], BulkItem.State]


def run(arguments: dict[str, Any], progress: Progress) -> None:
    """The background work of a bulk revocation: whatever its state asks for. Killed and begun again, it goes on."""
    carry_out(BulkRevocation.objects.get(public_id=arguments["bulk"]), timezone.now(), progress)


def carry_out(bulk: BulkRevocation, at: datetime, progress: Progress) -> None:
    """Bring every document of it into the state that it asks for; what somebody else changed meanwhile is left."""
    ways: dict[str, tuple[BulkItem.State, Change]] = {
        BulkRevocation.State.SUSPENDED: (BulkItem.State.CHOSEN, _suspend),
        BulkRevocation.State.UNDONE: (BulkItem.State.SUSPENDED, _reinstate),
        BulkRevocation.State.REVOKED: (BulkItem.State.SUSPENDED, _revoke),
    }
    if bulk.state not in ways:
        return
    waiting, change = ways[bulk.state]
    of = bulk.items.count()
    while True:
        with transaction.atomic():
            kept = BulkRevocation.objects.select_for_update(no_key=True, of=("self",)).get(pk=bulk.pk)
            piece = list(
                kept.items.select_for_update(no_key=True, of=("self",))
                .filter(state=waiting)
                .select_related("credential")[:A_PIECE]
            )
            if kept.state != bulk.state or not piece:  # done, or somebody decided otherwise
                break
            _change(piece, kept, change, at)
        progress(of - bulk.items.filter(state=waiting).count(), of)


def due(at: datetime) -> list[BulkRevocation]:
    """Bulk revocations with something to do: the time to undo is over, or their background work was interrupted."""
    over = Q(state=BulkRevocation.State.SUSPENDED, undo_until__lte=at)
    begun = Q(state=BulkRevocation.State.SUSPENDED, items__state=BulkItem.State.CHOSEN)
    later = Q(
        state__in=(BulkRevocation.State.UNDONE, BulkRevocation.State.REVOKED),
        items__state=BulkItem.State.SUSPENDED,
    )
    found = BulkRevocation.objects.filter(over | begun | later).order_by("pk").values_list("pk", flat=True)
    return list(BulkRevocation.objects.filter(pk__in=set(found)).order_by("pk"))


def go_on(bulk: BulkRevocation, at: datetime, progress: Progress) -> None:
    """What is due: make it final, or take up its work again."""
    if bulk.state == BulkRevocation.State.SUSPENDED and bulk.undo_until is not None and bulk.undo_until <= at:
        bulk = _finished(bulk, at)
    carry_out(bulk, at, progress)


def decided(
    found: BulkRevocation, revision: int, actor: Person, action: str, *open_states: BulkRevocation.State
) -> bool:
    """Whether this is the second click of the same decision; raises `Refused` where the page is outdated or it is over."""
    if found.revision != revision:
        if repeats(found.subject, actor=actor, action=action):
            return True
        raise Refused("changed-meanwhile")
    if found.state not in open_states:
        raise Refused("credential.bulk-decided")
    return False


def _finished(bulk: BulkRevocation, at: datetime) -> BulkRevocation:
    """The time to undo is over: what it suspended will be revoked for good, as its second person decided."""
    with transaction.atomic():
        found = BulkRevocation.objects.select_for_update(no_key=True, of=("self",)).get(pk=bulk.pk)
        if found.state == BulkRevocation.State.SUSPENDED:
            found.items.filter(state=BulkItem.State.CHOSEN).update(state=BulkItem.State.LEFT)
            found.state, found.ended_at = BulkRevocation.State.REVOKED, at
            found.revision += 1
            found.save()
            journal(actor=None, at=at, action="credentials.finish-bulk", subject=found.subject)
        return found


def _change(piece: list[BulkItem], bulk: BulkRevocation, change: Change, at: datetime) -> None:
    documents = {one.pk: one for one in locked_all([item.credential_id for item in piece])}
    for item in piece:
        item.credential = documents[item.credential_id]
        item.state = change(item, bulk, at)
    touch([item.credential for item in piece if item.state != BulkItem.State.LEFT], at)
    BulkItem.objects.bulk_update(piece, ["state"])


def _suspend(item: BulkItem, bulk: BulkRevocation, at: datetime) -> BulkItem.State:
    found = item.credential
    assert bulk.undo_until is not None
    if found.revoked_at or found.suspended(timezone.localdate(at)):
        return BulkItem.State.LEFT
    found.suspended_at, found.suspended_for, found.suspended_until = bulk.confirmed_at, bulk.reason, None
    _save(found, bulk, "credentials.suspend", at)
    notices.suspended(found, at, timezone.localdate(bulk.undo_until))
    return BulkItem.State.SUSPENDED


def _reinstate(item: BulkItem, bulk: BulkRevocation, at: datetime) -> BulkItem.State:
    found = item.credential
    if not _still_ours(found, bulk):
        return BulkItem.State.LEFT
    found.suspended_at, found.suspended_for, found.suspended_until = None, "", None
    _save(found, bulk, "credentials.reinstate", at)
    notices.reinstated(found, at, bulk.reason)
    return BulkItem.State.REINSTATED


def _revoke(item: BulkItem, bulk: BulkRevocation, at: datetime) -> BulkItem.State:
    found = item.credential
    if not _still_ours(found, bulk):
        return BulkItem.State.LEFT
    assert bulk.confirmed_by is not None
    mark_revoked(found, actor=bulk.confirmed_by, at=at, reason=bulk.reason, bulk=str(bulk.public_id))
    notices.revoked(found, at)
    return BulkItem.State.REVOKED


def _still_ours(found: Credential, bulk: BulkRevocation) -> bool:
    """Whether it is suspended by this bulk revocation still: who reinstated or revoked one of them decided on that one."""
    return found.revoked_at is None and found.suspended_at == bulk.confirmed_at


def _save(found: Credential, bulk: BulkRevocation, action: str, at: datetime) -> None:
    found.revision += 1
    found.save(update_fields=["suspended_at", "suspended_for", "suspended_until", "revision"])
    ask_rules(found, at)
    journal(
        actor=bulk.confirmed_by,
        at=at,
        action=action,
        subject=found.subject,
        details={"bulk": str(bulk.public_id)},
    )
