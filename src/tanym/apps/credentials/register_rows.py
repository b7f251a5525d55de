"""The rows of the register of documents that were issued and annulled: by month, without anybody's data.

A document is known there by its place in the public status list of its issuer: whoever holds the document finds its
line, nobody else learns whose it is. Documents on the recognition of learning are counted among the decisions of
commissions only, since a line for each would tell who was recognised where few were.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from tanym.apps.audit.models import Act
from tanym.apps.audit.queries import done
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.queries import place_named, tidy
from tanym.apps.registers.columns import Column, Kind
from tanym.apps.registers.finding import Asked, Found, Note
from tanym.apps.registers.rows import Rows
from tanym.apps.registers.searching import forms
from tanym.apps.registers.sources import ChangeRow, Row
from tanym.core.kernel.errors import NotFound
from tanym.core.registers.standing import Act as Change
from tanym.core.registers.standing import Status

SUBJECT = "credentials.credential:"
COLUMNS = (
    Column("month", Kind.TEXT, "schema:temporalCoverage"),
    Column("annulled_month", Kind.TEXT),
)
ACTS = {
    "credentials.issue": Change.ENTERED,
    "credentials.suspend": Change.SUSPENDED,
    "credentials.reinstate": Change.REINSTATED,
    "credentials.revoke": Change.ANNULLED,
}


class CredentialRows:
    """Documents on micro-qualifications (implements `Source` and `Answers`). Days count by their month."""

    register = "credentials"
    columns = ("micro_qualification", "awarding_body", "sector", "month", "annulled_month")

    def rows(self, on: date, known_on: date | None, words: str) -> Sequence[Row]:
        """The documents that were issued by the end of the month of a day."""
        return self.find(Asked(on, known_on, words)).rows

    def row(self, id: str, on: date, known_on: date | None) -> Row:
        """One document by its place in the status list. Raises `NotFound("register.entry-unknown")`."""
        found = _standing(on, known_on).filter(pk=_at(id).pk).first()
        if found is None:
            raise NotFound("register.entry-unknown")
        return _row(found, on, known_on)

    def changes(self, id: str | None, after: int, limit: int) -> Sequence[ChangeRow]:
        """Documents issued and annulled, in the order of the journal; the time of an act is its month."""
        acts = done(ACTS)
        if id is not None:
            one = _at(id)
            return [_change(act, one) for act in acts.filter(subject=one.subject, number__gt=after)[:limit]]
        made: list[ChangeRow] = []
        while len(made) < limit and (piece := list(acts.filter(number__gt=after)[:limit])):
            names = [act.subject.removeprefix(SUBJECT) for act in piece]
            known = {one.subject: one for one in _all().filter(public_id__in=names)}
            made += [_change(act, known[act.subject]) for act in piece if act.subject in known]
            after = piece[-1].number
        return made[:limit]

    def note(self, on: date) -> Note:
        """That documents are told by month, and by whom one is found."""
        return Note("register.note.credentials")

    def newest(self) -> date | None:
        """The month of the last act."""
        last = done(ACTS).last()
        return timezone.localdate(last.at).replace(day=1) if last else None

    def find(self, asked: Asked) -> Found:
        """The answer to a question, narrowed by the database."""
        known = _standing(asked.on, asked.known_on).filter(_holding(asked.words))
        body = Q(award__awarding_body__code=asked.organisation) if asked.organisation else Q()
        sector = Q(award__version__sector=asked.sector) if asked.sector else Q()
        status = _in_status(asked)
        found = known.filter(body, sector, status).order_by("status_list", "status_index")
        return Found(
            Rows(
                found.values_list("pk", flat=True).iterator(chunk_size=5000),
                lambda keys: _read(keys, asked.on, asked.known_on),
            ),
            _statuses(known.filter(body, sector), asked),
            _counted(known.filter(sector, status), "award__awarding_body__code"),
            _counted(known.filter(body, status), "award__version__sector"),
        )


def place_of(credential: Credential) -> str:
    """The name of a document in the register: its place in the status list of its issuer."""
    return f"{credential.status_list.public_id}.{credential.status_index}"


def line_of(document: Mapping[str, Any]) -> str:
    """The identifier of the line of a document of ours in the register, by a status that it names; empty: none."""
    place = place_named(document)
    found = place.credential if place else None
    return place_of(found) if found and found.award.version_id else ""


def _all() -> QuerySet[Credential]:
    return Credential.objects.filter(award__version__isnull=False).select_related(
        "status_list", "award__awarding_body", "award__version__micro_qualification"
    )


def _standing(on: date, known_on: date | None) -> QuerySet[Credential]:
    found = _all().filter(award__conferred_on__lte=month_end(on))
    return found.filter(issued_at__lt=_after(known_on)) if known_on else found


def _at(id: str) -> Credential:
    name, _, index = id.rpartition(".")
    found = (
        _all().filter(status_list__public_id=name, status_index=int(index)).first()
        if index.isascii() and index.isdigit() and len(index) < 10
        else None
    )
    if found is None:
        raise NotFound("register.entry-unknown")
    return found


def _read(keys: Sequence[int], on: date, known_on: date | None) -> Iterable[Row]:
    found = _all().in_bulk(list(keys))
    return (_row(found[key], on, known_on) for key in keys)


def _row(one: Credential, on: date, known_on: date | None) -> Row:
    award = one.award
    assert award.version is not None
    annulled = _annulled(one, on, known_on)
    return Row(
        id=place_of(one),
        titles=dict(award.version.titles),
        status=Status.ANNULLED if annulled else Status.SUSPENDED if _suspended(one, on) else Status.IN_FORCE,
        since=award.conferred_on.replace(day=1),
        until=None,
        address=f"/registers/credentials/{place_of(one)}/",
        subject=one.subject,
        cells={
            "micro_qualification": award.version.micro_qualification.code,
            "awarding_body": award.awarding_body.code,
            "sector": award.version.sector,
            "month": f"{award.conferred_on:%Y-%m}",
            "annulled_month": f"{annulled:%Y-%m}" if annulled else "",
        },
    )


def _annulled(one: Credential, on: date, known_on: date | None) -> date | None:
    if one.revoked_at is None:
        return None
    day = timezone.localdate(one.revoked_at)
    return day if day <= month_end(on) and (known_on is None or day <= month_end(known_on)) else None


def _suspended(one: Credential, on: date) -> bool:
    return (
        one.suspended_at is not None
        and one.suspended(on)
        and timezone.localdate(one.suspended_at) <= month_end(on)
    )


def _in_status(asked: Asked) -> Q:
    if not asked.status:
        return Q()
    ended, suspended = _states(asked)
    if asked.status == Status.ANNULLED:
        return ended
    if asked.status == Status.SUSPENDED:
        return suspended
    return ~ended & ~suspended if asked.status == Status.IN_FORCE else Q(pk__in=[])


def _states(asked: Asked) -> tuple[Q, Q]:
    """Which documents are annulled on the day that is asked for, and which are suspended only."""
    ended = Q(
        revoked_at__isnull=False, revoked_at__lt=min(_after(asked.on), _after(asked.known_on or asked.on))
    )
    still = Q(suspended_until__isnull=True) | Q(suspended_until__gte=asked.on)
    begun = Q(suspended_at__isnull=False, suspended_at__lt=_after(asked.on))
    return ended, begun & still & Q(revoked_at__isnull=True)


def _statuses(found: QuerySet[Credential], asked: Asked) -> dict[str, int]:
    ended, suspended = _states(asked)
    annulled, waiting = found.filter(ended).count(), found.filter(suspended).count()
    counts = {
        Status.IN_FORCE.value: found.count() - annulled - waiting,
        Status.SUSPENDED.value: waiting,
        Status.ANNULLED.value: annulled,
    }
    return {name: number for name, number in counts.items() if number}


def _counted(found: QuerySet[Credential], by: str) -> dict[str, int]:
    rows = found.order_by().values(by).annotate(number=Count("pk")).values_list(by, "number")
    return {str(name): number for name, number in rows if name}


def _holding(words: str) -> Q:
    """Words of the micro-qualification; or the whole number of a document whose holder keeps it open."""
    number = tidy(words)
    if len(number) == len("7Q4K-M2XD-9F") and number.count("-") == 2:
        return Q(number=number, number_open=True)
    asked = Q()
    for word in forms(words):
        form = Q()
        for one in word:
            form |= Q(award__version__search__contains=f" {one}")
        asked &= form
    return asked


def _change(act: Act, one: Credential) -> ChangeRow:
    assert one.award.version is not None
    month = timezone.localdate(act.at).replace(day=1)
    return ChangeRow(
        number=act.number,
        at=timezone.make_aware(datetime.combine(month, time.min)),
        id=place_of(one),
        titles=dict(one.award.version.titles),
        act=ACTS[act.action],
        since=month,
        until=None,
        reason={},
        address=f"/registers/credentials/{place_of(one)}/",
    )


def month_end(day: date) -> date:
    """The last day of a day's month: the register tells months apart, not days."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def _after(day: date) -> datetime:
    """The first moment after the month of a day."""
    end = month_end(day)
    return timezone.make_aware(datetime.combine(end, time.min) + timedelta(days=1))
