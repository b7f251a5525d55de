"""Proves the journal: its chain, its commitments, and that the log holds the same acts."""

from __future__ import annotations

from dataclasses import dataclass, field

from tanym.apps.audit.models import Act, JournalHead, LogHead
from tanym.apps.audit.tiles import DatabaseTiles
from tanym.core.kernel.canonical import digest
from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.core.transparency.commitments import commitment, leaf_entry
from tanym.core.transparency.hashing import SIZE, leaf_hash
from tanym.core.transparency.tiles import WIDTH, tile_of

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether the chain holds: how many acts were read, how many of them are erased, and the first fault, if any.

    `number` and `fault` are the act and the code of the fault.
    """

    read: int
    fault: str | None = None
    number: int | None = None
    erased: int = 0


def prove() -> Proof:
    """Read the whole journal and compute everything again, also while others write: nobody has to wait.

    Faults: `journal.gap` (an act is missing), `journal.changed` (an act is not what was written),
    `journal.unchained` (an act does not follow the one before), `journal.tail` (acts at the end are missing),
    `journal.erased-unaccounted` (an act was emptied and no act says so), `journal.unlike-log` (the log holds another
    act at this place). Of an erased act the commitment alone is left, which chain and log still hold.
    """
    before, logged = _head(), _Logged()
    previous, read, at_head = START, 0, START
    reading = _Reading()
    for act in Act.objects.order_by("number").iterator(chunk_size=2000):
        read += 1
        fault = _fault(act, read, previous) or reading.fault(act) or logged.fault(act)
        if fault:
            return Proof(read, fault, read if fault == "journal.gap" else act.number)
        previous = act.digest
        if read == before.length:
            at_head = previous
    grown = read > before.length and _head().length >= read  # acts that came while this was reading
    if at_head != before.digest or (read != before.length and not grown):
        return Proof(read, "journal.tail", read)
    if reading.waiting:
        return Proof(read, "journal.erased-unaccounted", min(reading.waiting))
    return Proof(read, erased=reading.erased)


def _fault(act: Act, expected: int, previous: str) -> str | None:
    if act.number != expected:
        return "journal.gap"
    if act.previous != previous:
        return "journal.unchained"
    emptied = act.erased_by is not None and act.covers == Act.CONTENT
    if not emptied and digest(act.link()) != act.digest:
        return "journal.changed"
    return None


@dataclass(slots=True)
class _Reading:
    """The erased acts met so far, and those whose erasure is still to come."""

    erased: int = 0
    waiting: dict[int, int] = field(default_factory=dict)

    def fault(self, act: Act) -> str | None:
        if act.erased_by is not None:
            self.erased += 1
            self.waiting[act.number] = act.erased_by
            empty = not (act.actor or act.subject or act.details or act.salt)
            return None if empty and act.erased_by > act.number else "journal.changed"
        if not _kept(act):
            return "journal.changed"
        if act.action == "audit.erase":
            of = act.subject.rpartition(":")[2]
            if not of.isdecimal() or self.waiting.pop(int(of), None) != act.number:
                return "journal.erased-unaccounted"
        return None


class _Logged:
    """The leaves of the log, one tile in hand."""

    def __init__(self) -> None:
        self._size = (LogHead.objects.filter(pk=1).first() or LogHead()).size
        self._number, self._hashes = -1, b""

    def fault(self, act: Act) -> str | None:
        if act.number > self._size:
            return None
        number, at = divmod(act.number - 1, WIDTH)
        if number != self._number:
            try:
                self._number, self._hashes = number, DatabaseTiles().read(tile_of(self._size, 0, number))
            except NotFound:
                return "journal.unlike-log"
        same = self._hashes[at * SIZE : (at + 1) * SIZE] == leaf_hash(leaf_entry(act.number, act.commitment))
        return None if same else "journal.unlike-log"


def _kept(act: Act) -> bool:
    try:
        return commitment(act.salt, act.content()) == act.commitment
    except InvalidValue:  # there is no such salt
        return False


def _head() -> JournalHead:
    return JournalHead.objects.filter(pk=1).first() or JournalHead()
