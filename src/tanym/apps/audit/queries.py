"""Reads of the journal."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from tanym.apps.audit.models import Act, JournalHead
from tanym.core.kernel.canonical import digest

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether the chain holds: how many acts were read, and the number and code of the first fault, if any."""

    read: int
    fault: str | None = None
    number: int | None = None


def history(subject: str) -> QuerySet[Act]:
    """The acts done to a thing, oldest first."""
    return Act.objects.filter(subject=subject)


def among(subjects: Collection[str], actions: Collection[str]) -> QuerySet[Act]:
    """The acts of these kinds done to any of these things, oldest first."""
    return Act.objects.filter(subject__in=subjects, action__in=actions)


def repeats(subject: str, *, actor: Any, action: str, details: Mapping[str, Any] | None = None) -> bool:
    """Whether the last act done to a thing is this very one, by this person, with these details.

    It is asked where a form comes with an outdated revision: the second click of a double click is no conflict.
    """
    last = history(subject).last()
    if last is None or (last.actor, last.action) != (str(actor.public_id), action):
        return False
    return all(last.details.get(name) == value for name, value in (details or {}).items())


def prove() -> Proof:
    """Read the whole journal and compute every digest again, also while others write: nobody has to wait.

    Faults: `journal.gap` (an act is missing), `journal.changed` (an act is not what was written),
    `journal.unchained` (an act does not follow the one before), `journal.tail` (acts at the end are missing).
    """
    before = _head()
    previous, read, at_head = START, 0, START
    for act in Act.objects.order_by("number").iterator(chunk_size=2000):
        read += 1
        if act.number != read:
            return Proof(read, "journal.gap", read)
        if act.previous != previous:
            return Proof(read, "journal.unchained", act.number)
        if digest(act.content()) != act.digest:
            return Proof(read, "journal.changed", act.number)
        previous = act.digest
        if read == before.length:
            at_head = previous
    grown = read > before.length and _head().length >= read  # acts that came while this was reading
    if at_head != before.digest or (read != before.length and not grown):
        return Proof(read, "journal.tail", read)
    return Proof(read)


def _head() -> JournalHead:
    return JournalHead.objects.filter(pk=1).first() or JournalHead()
