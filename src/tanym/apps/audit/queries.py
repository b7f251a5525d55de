"""Reads of the journal and of the log."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from tanym.apps.audit.disclosure import is_disclosed
from tanym.apps.audit.log_key import public_key
from tanym.apps.audit.models import Act, JournalHead, LogCheckpoint, LogHead
from tanym.apps.audit.tiles import DatabaseTiles
from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.core.transparency.commitments import leaf_entry
from tanym.core.transparency.entries import Entry
from tanym.core.transparency.proofs import Path, consistency_proof, inclusion_proof
from tanym.core.transparency.tiles import Tile

MOST = 1 << 62
"""Numbers of acts that a database can hold end here."""


def history(subject: str) -> QuerySet[Act]:
    """The acts done to a thing, oldest first."""
    return Act.objects.filter(subject=subject)


def among(subjects: Collection[str], actions: Collection[str]) -> QuerySet[Act]:
    """The acts of these kinds done to any of these things, oldest first."""
    return Act.objects.filter(subject__in=subjects, action__in=actions)


def done(actions: Collection[str]) -> QuerySet[Act]:
    """The acts of these kinds done to anything, oldest first; an erased act no longer says to what, and is left out."""
    return Act.objects.filter(action__in=actions, erased_by__isnull=True).order_by("number")


def repeats(subject: str, *, actor: Any, action: str, details: Mapping[str, Any] | None = None) -> bool:
    """Whether the last act done to a thing is this very one, by this person, with these details.

    It is asked where a form comes with an outdated revision: the second click of a double click is no conflict.
    """
    last = history(subject).last()
    if last is None or (last.actor, last.action) != (str(actor.public_id), action):
        return False
    return all(last.details.get(name) == value for name, value in (details or {}).items())


def act(number: int) -> Act:
    """The act with this number. Raises `NotFound("journal.no-such-act")`."""
    found = Act.objects.filter(number=number).first() if number < MOST else None
    if found is None:
        raise NotFound("journal.no-such-act", number=number)
    return found


def journal_digest() -> str:
    """The digest in which the journal ends: another one after every act."""
    return (JournalHead.objects.filter(pk=1).first() or JournalHead()).digest


def checkpoint(covering: int = 0) -> LogCheckpoint:
    """The newest checkpoint. Raises `NotFound("log.not-yet")` where none covers so many acts."""
    found = newest_checkpoint()
    if found is None or found.size < covering:
        raise NotFound("log.not-yet")
    return found


def newest_checkpoint() -> LogCheckpoint | None:
    """The newest checkpoint that is signed with the key of today, under the name of today; None where there is none."""
    return LogCheckpoint.objects.filter(key=public_key().text).order_by("-size").first()


def covered_since(number: int) -> datetime | None:
    """The moment of the first checkpoint that covers an act; None where none does yet."""
    first = LogCheckpoint.objects.filter(key=public_key().text, size__gte=number).order_by("size").first()
    return first.at if first else None


def entry(of: Act, known: str = "") -> Entry:
    """An act's entry under the newest checkpoint: with the act where it may be shown to who gives `known`, else without.

    Raises `NotFound("log.not-yet")` where no checkpoint covers it.
    """
    newest = checkpoint(of.number)
    path = inclusion_proof(DatabaseTiles(), of.number - 1, newest.size)
    shown = is_disclosed(of, known)
    return Entry(
        of.number,
        of.commitment,
        of.content() if shown else None,
        of.salt if shown else "",
        path,
        newest.note,
    )


def inclusion(number: int) -> dict[str, Any]:
    """The proof that an act stands in the log, as JSON-like data without the act. Raises as `act` and `entry`."""
    found = entry(act(number))
    return Entry(number, found.committed, None, "", found.path, found.checkpoint).plain()


def consistency(old: int, new: int) -> Path:
    """The proof that the tree of `new` acts continues that of `old`. Raises `InvalidValue("log.out-of-range")`."""
    if new > _size():
        raise InvalidValue("log.out-of-range")
    return consistency_proof(DatabaseTiles(), old, new)


def tile(place: Tile) -> bytes:
    """A tile of the log as it was when it was so wide. Raises `NotFound("log.tile-missing")`."""
    return DatabaseTiles().read(place)


def bundle(number: int, width: int) -> bytes:
    """The leaves below a tile of level 0, each with its length in two bytes before it (c2sp.org/tlog-tiles).

    Raises `NotFound("log.tile-missing")`.
    """
    first = number * 256
    if first + width > _size():
        raise NotFound("log.tile-missing", tile=f"entries/{number}")
    leaves = (
        leaf_entry(*row)
        for row in Act.objects.filter(number__gt=first, number__lte=first + width)
        .order_by("number")
        .values_list("number", "commitment")
    )
    return b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in leaves)


def _size() -> int:
    return (LogHead.objects.filter(pk=1).first() or LogHead()).size
