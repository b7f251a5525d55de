"""The rows of the registers that are kept as entries: organisations, people without their names, agreements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from tanym.apps.registers.finding import Asked, find
from tanym.apps.registers.models import Entry, Recorded
from tanym.apps.registers.queries import SUBJECT, definition, scope_of
from tanym.apps.registers.rows import Rows
from tanym.apps.registers.searching import forms, holds
from tanym.apps.registers.sources import ChangeRow, Row
from tanym.core.kernel.errors import NotFound
from tanym.core.registers.definition import Definition
from tanym.core.registers.standing import Change, standing

SAID = ("conditions", "contact", "load", "documents")
"""Members of the content of an entry that stand in columns of their own, beside its scope."""


class EntryRows:
    """The rows of one register whose entries are kept in this room (implements `Source`)."""

    def __init__(self, of: Definition) -> None:
        self.register = of.id
        about = {"organisation": ("organisation",), "agreement": ("parties",)}.get(of.subject, ())
        scope = (*(("activities",) if of.authorises and "activities" not in of.scope else ()), *of.scope)
        self.columns = ("number", *about, *scope, *SAID, "basis")

    def rows(self, on: date, known_on: date | None, words: str) -> Sequence[Row]:
        """The entries that hold all these words, as they stood on a day; in the order of their numbers."""
        found = self._known(known_on)
        asked = forms(words)
        if not asked:
            keys: Iterable[int] = found.values_list("pk", flat=True).iterator(chunk_size=5000)
        else:
            keys = [
                one.pk
                for one in found.select_related("organisation").iterator(chunk_size=500)
                if holds(asked, _texts(one))
            ]
        return Rows(keys, lambda some: self._read(some, on, known_on))

    def row(self, id: str, on: date, known_on: date | None) -> Row:
        """One entry. Raises `NotFound("register.entry-unknown")`."""
        entry = self._known(known_on).filter(public_id=_identifier(id)).first()
        found = list(self._read([entry.pk], on, known_on)) if entry else []
        if not found:
            raise NotFound("register.entry-unknown")
        return found[0]

    def changes(self, id: str | None, after: int, limit: int) -> Sequence[ChangeRow]:
        """The acts with a number in the journal above `after`, the oldest first; what has none there is left out."""
        found = Recorded.objects.filter(entry__register=self.register, journal__gt=after)
        if id is not None:
            found = found.filter(entry__public_id=_identifier(id))
        return [
            ChangeRow(
                number=one.journal or 0,
                at=one.at,
                id=str(one.entry.public_id),
                titles=titles(one.entry),
                act=one.act,
                since=one.since,
                until=one.until,
                reason=one.reason,
                address=address(one.entry),
            )
            for one in found.select_related("entry__organisation", "entry__person").order_by("journal")[
                :limit
            ]
        ]

    def newest(self) -> date | None:
        """The day of the last act."""
        last = Recorded.objects.filter(entry__register=self.register).order_by("-at").first()
        return timezone.localdate(last.at) if last else None

    def about(self, asked: Asked) -> Sequence[Row]:
        """The entries about an organisation; agreements name theirs in what they say, and are looked at one by one."""
        if "organisation" not in self.columns:
            return find(self, asked).rows
        keys = self._known(asked.known_on).filter(organisation__code=asked.organisation)
        return Rows(
            keys.values_list("pk", flat=True), lambda some: self._read(some, asked.on, asked.known_on)
        )

    def _known(self, known_on: date | None) -> QuerySet[Entry]:
        found = Entry.objects.filter(register=self.register).order_by("number")
        first = {"recorded__number": 1}
        return found.filter(**first, **({"recorded__recorded_on__lte": known_on} if known_on else {}))

    def _read(self, keys: Sequence[int], on: date, known_on: date | None) -> Iterable[Row]:
        entries = Entry.objects.select_related("organisation", "person").in_bulk(list(keys))
        recorded: dict[int, list[Recorded]] = defaultdict(list)
        for one in Recorded.objects.filter(entry__in=list(keys)).order_by("number"):
            recorded[one.entry_id].append(one)
        for key in keys:
            row = _row(entries[key], recorded[key], on, known_on, self.columns)
            if row is not None:
                yield row


def titles(entry: Entry) -> Mapping[str, str]:
    """What an entry is called in public: the organisation, the agreement; a person only where the law makes names public."""
    if entry.organisation:
        return dict(entry.organisation.names)
    if entry.person_id and entry.person and definition(entry.register).names_people:
        return {"kk": entry.person.name_kk, "ru": entry.person.name_ru}
    return dict(entry.titles) if entry.person_id is None else {}


def address(entry: Entry) -> str:
    """The path of the page of an entry, without the language."""
    return f"/registers/{entry.register}/{entry.public_id}/"


def _row(
    entry: Entry, recorded: Sequence[Recorded], on: date, known_on: date | None, columns: Sequence[str]
) -> Row | None:
    changes: list[Change] = [one.change() for one in recorded]
    now = standing(changes, on, known_on)
    if now is None:
        return None
    said: dict[str, Any] = {**dict(now.content), **dict(scope_of(now.content))}
    if not said.get("activities"):
        said["activities"] = list(definition(entry.register).authorises)
    known = [one for one in recorded if known_on is None or one.recorded_on <= known_on]
    said["basis"] = next((one.basis for one in reversed(known) if one.basis), {})
    said["number"] = entry.number
    if entry.organisation:
        said["organisation"] = entry.organisation.code
    said["documents"] = [
        f"{address(entry)}documents/{one}" for one in said.get("documents") or () if isinstance(one, str)
    ]
    return Row(
        id=str(entry.public_id),
        titles=titles(entry),
        status=now.status,
        since=now.since,
        until=now.until,
        address=address(entry),
        subject=f"{SUBJECT}{entry.public_id}",
        cells={name: said[name] for name in columns if said.get(name)},
    )


def _texts(entry: Entry) -> Iterable[str | Mapping[str, str]]:
    organisation = entry.organisation
    yield entry.number
    yield titles(entry)
    if organisation:
        yield organisation.code
        yield organisation.city or {}


def _identifier(id: str) -> UUID:
    try:
        return UUID(id)
    except ValueError:
        raise NotFound("register.entry-unknown") from None
