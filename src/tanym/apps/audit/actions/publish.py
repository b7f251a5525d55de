"""Put the acts that are not there yet into the log and sign a checkpoint."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from tanym.apps.audit.log_key import public_key, signer
from tanym.apps.audit.models import Act, LogCheckpoint, LogHead
from tanym.apps.audit.tiles import DatabaseTiles
from tanym.core.kernel.errors import Refused
from tanym.core.transparency.checkpoint import Checkpoint, read_checkpoint, sign_checkpoint
from tanym.core.transparency.commitments import leaf_entry
from tanym.core.transparency.hashing import leaf_hash
from tanym.core.transparency.tree import append, root
from tanym.core.transparency.witness import follow

BATCH = 5000
"""Acts in one transaction."""


def publish(*, at: datetime) -> LogCheckpoint:
    """Bring every act into the tree, in batches, and sign what it has become; one does it at a time.

    The platform itself acts, and nothing of it stands in the journal: an act about the log would never end. Where
    nothing came, the last checkpoint stands. Raises `Refused`: `log.journal-broken` where an act is missing; what
    `core.transparency.witness.follow` raises where the tree does not continue what was signed before.
    """
    while True:
        with transaction.atomic():
            head, _ = LogHead.objects.select_for_update(no_key=True).get_or_create(pk=1)
            fresh = list(
                Act.objects.filter(number__gt=head.size)
                .order_by("number")
                .values_list("number", "commitment")[:BATCH]
            )
            if fresh:
                _append(head, fresh)
            if len(fresh) < BATCH:
                return _signed(head.size, at)


def _append(head: LogHead, acts: list[tuple[int, str]]) -> None:
    if [number for number, _ in acts] != list(range(head.size + 1, head.size + 1 + len(acts))):
        raise Refused("log.journal-broken", number=head.size + 1)
    leaves = (leaf_hash(leaf_entry(number, committed)) for number, committed in acts)
    head.size = append(DatabaseTiles(), head.size, leaves)
    head.save()


def _signed(size: int, at: datetime) -> LogCheckpoint:
    key = public_key()
    found = LogCheckpoint.objects.filter(size=size, key=key.text).first()
    if found is not None:
        return found
    checkpoint = Checkpoint(key.name, size, root(DatabaseTiles(), size))
    follow(_signed_before(key.name), checkpoint, DatabaseTiles())
    note = sign_checkpoint(checkpoint, signer())
    return LogCheckpoint.objects.create(size=size, key=key.text, note=note, at=at)


def _signed_before(name: str) -> Checkpoint | None:
    """The largest checkpoint ever signed here, under whichever name: nothing that contradicts it is signed."""
    last = LogCheckpoint.objects.order_by("-size").first()
    return replace(read_checkpoint(last.note), origin=name) if last else None
