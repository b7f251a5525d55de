"""A document's place in the public log: named when it is issued, looked up when it is checked or printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from tanym.apps.accounts.words import day, say
from tanym.apps.audit.actions.refresh import refresh
from tanym.apps.audit.log_key import public_key
from tanym.apps.audit.queries import act, among, checkpoint, entry
from tanym.apps.qualifications.models import Award
from tanym.core.credentials.log_place import LogPlace
from tanym.core.kernel.errors import TanymError
from tanym.core.transparency.entries import verify_entry

OURS = "/log"
CONFERRED = "qualifications.confer"


@dataclass(frozen=True, slots=True)
class Stands:
    """What was found of a document in the log; `mark` is yes, no or unknown; `at` and `size` are of the checkpoint."""

    mark: str
    code: str
    place: LogPlace
    at: datetime | None = None
    size: int = 0

    def sentence(self, language: str | None = None) -> str:
        """It in the reader's words."""
        local = timezone.localtime(self.at) if self.at else None
        at = f"{day(local.date(), language)}, {local:%H:%M}" if local else ""
        return say(self.code, language, number=self.place.number, at=at, size=self.size, log=self.place.log)


def place_of(award: Award) -> LogPlace | None:
    """The entry of the act that conferred the award; None where the journal has no such act."""
    return places_of([award]).get(award.pk)


def places_of(awards: Iterable[Award]) -> dict[int, LogPlace]:
    """The entries of the acts that conferred the awards, by the keys of the awards."""
    by_subject = {f"qualifications.award:{award.public_id}": award for award in awards}
    found: dict[int, LogPlace] = {}
    for subject, number in among(list(by_subject), [CONFERRED]).values_list("subject", "number"):
        award = by_subject[subject]
        address = f"{settings.TANYM.address}{OURS}"
        found.setdefault(award.pk, LogPlace(address, number, str(award.public_id)))
    return found


def stands(place: LogPlace | None, number: str, at: datetime) -> Stands | None:
    """Whether the document with this printed number stands in the log where it says; None where it names no entry.

    Our own log is looked up and the proof verified; the log of somebody else is only named.
    """
    if place is None:
        return None
    if place.log != f"{settings.TANYM.address}{OURS}":
        return Stands("unknown", "credential.log-elsewhere", place)
    try:
        refresh(at=at, including=place.number)
    except TanymError:  # the log is out of order, which says nothing of the document
        return Stands("unknown", "credential.log-out-of-order", place)
    try:
        conferred = act(place.number)
        found = entry(conferred, place.award)
        verify_entry(found, public_key())
    except TanymError:
        return Stands("no", "credential.log-not-there", place)
    if conferred.erased_by is not None:
        return Stands("unknown", "credential.log-erased", place)
    subject = f"qualifications.award:{place.award}"
    same = found.act is not None and (found.act["subject"], found.act["action"]) == (subject, CONFERRED)
    if not same or not Award.objects.filter(public_id=place.award, number=number).exists():
        return Stands("no", "credential.log-not-there", place)
    newest = checkpoint(place.number)
    return Stands("yes", "credential.log-stands", place, newest.at, newest.size)
