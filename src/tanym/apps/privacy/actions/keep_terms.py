"""Keep the terms: erase what has been kept long enough."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.holdings import Lapsing, holdings
from tanym.apps.audit.actions.record import record
from tanym.apps.files.actions.erase import erase as erase_file
from tanym.apps.privacy.models import Export
from tanym.apps.privacy.terms import term

GIVEN_UP = timedelta(days=1)
"""After so long an export that was never packed (cancelled, interrupted) is forgotten."""


@dataclass(frozen=True, slots=True)
class Over:
    """Something whose term has passed: what, by which value of whose packs, and its last day."""

    subject: str
    organisation: str
    term: str
    length: str
    last_day: date


@dataclass(slots=True)
class Kept:
    """What a look at everything found: what is over; how much is not over yet; how much no pack gives a term."""

    over: list[Over] = field(default_factory=list)
    not_yet: int = 0
    no_term: int = 0
    exports: int = 0


def keep_terms(*, at: datetime, erase: bool) -> Kept:
    """Look through everything that has ended; with `erase`, empty what is over, each journalled without what it said."""
    found, today = Kept(), timezone.localdate(at)
    for holding in holdings():
        for one in holding.lapses() if holding.lapses is not None else ():
            length = term(one.term, today, one.organisation)
            last = length.ends_on(one.ended_on)
            if last is None:
                found.no_term += 1
            elif last >= today:
                found.not_yet += 1
            else:
                over = Over(one.subject, one.organisation, one.term, str(length.length), last)
                found.over.append(over)
                if erase:
                    _erase(one, over, at)
    found.exports = _forget_exports(at, erase)
    return found


def _erase(one: Lapsing, over: Over, at: datetime) -> None:
    with transaction.atomic():
        rows = one.erase(at)
        record(
            actor=None,
            at=at,
            action="privacy.keep_terms",
            subject=one.subject,
            details={"term": over.term, "length": over.length, "rows": rows},
        )


def _forget_exports(at: datetime, erase: bool) -> int:
    """Files that waited long enough to be fetched, and what was never packed."""
    old = [*Export.objects.filter(until__lte=at).select_related("file", "person")]
    old += Export.objects.filter(file=None, asked_at__lte=at - GIVEN_UP)
    if erase:
        for one in old:
            stored = one.file
            with transaction.atomic():
                one.delete()
                if stored is not None:
                    erase_file(actor=stored.owner, at=at, stored=stored)
    return len(old)
