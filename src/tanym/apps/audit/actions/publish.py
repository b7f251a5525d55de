"""Put the acts that are not there yet into the log and sign a checkpoint."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.audit.log_key import origin, signer
from tanym.apps.audit.models import Act, LogCheckpoint, LogHead
from tanym.apps.audit.tiles import DatabaseTiles
from tanym.core.kernel.errors import Refused
from tanym.core.transparency.checkpoint import Checkpoint, sign_checkpoint
from tanym.core.transparency.commitments import leaf_entry
from tanym.core.transparency.hashing import leaf_hash
from tanym.core.transparency.tree import append, root

BATCH = 5000
"""Acts in one transaction."""


def publish(*, at: datetime) -> LogCheckpoint:
    """Bring every act into the tree, in batches, and sign what it has become; one does it at a time.

    The platform itself acts, and nothing of it stands in the journal: an act about the log would never end. Where
    nothing came, the last checkpoint stands. Raises `Refused("log.journal-broken")` where an act is missing.
    """
    while True:
        with transaction.atomic():
            head, _ = LogHead.objects.select_for_update().get_or_create(pk=1)
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
    found = LogCheckpoint.objects.filter(size=size).first()
    if found is not None:
        return found
    last = LogCheckpoint.objects.order_by("-size").first()
    if last is not None and last.size > size:  # never a smaller tree than one that was signed
        raise Refused("log.journal-broken", number=size + 1)
    checkpoint = Checkpoint(origin(), size, root(DatabaseTiles(), size))
    return LogCheckpoint.objects.create(size=size, note=sign_checkpoint(checkpoint, signer()), at=at)
