"""Reads of registers: how an entry stood on a day, and what a body was entitled to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from tanym.apps.organisations.models import Organisation
from tanym.apps.registers.models import Entry, Recorded
from tanym.core.kernel.errors import NotFound
from tanym.core.registers.definition import Definition
from tanym.core.registers.standing import GIVEN, Change, Interval, Standing, Status, standing, timeline
from tanym.rulepacks import registers as shipped

SUBJECT = "registers.entry:"


class Answer(StrEnum):
    """What the registers answer: yes, no, or that they don't say."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Stood:
    """An entry and how it stood on the day that was asked about."""

    entry: Entry
    standing: Standing

    @property
    def activities(self) -> frozenset[str]:
        """What the entry gives while it is in force: what its content names, else all that the register gives."""
        scope = scope_of(self.standing.content)
        return frozenset(scope.get("activities") or definition(self.entry.register).authorises)


@dataclass(frozen=True, slots=True)
class Right:
    """Whether a body had a right on a day, and the entries that say so; `code` names the reason in words."""

    answer: Answer
    code: str
    entries: tuple[Stood, ...] = ()

    @property
    def held(self) -> bool:
        """Whether the registers say yes."""
        return self.answer is Answer.YES

    @property
    def since(self) -> date | None:
        """The first day of the entry that decides."""
        return self.entries[0].standing.since if self.entries else None

    @property
    def until(self) -> date | None:
        """The last day of the entry that decides; None: open."""
        return self.entries[0].standing.until if self.entries else None

    @property
    def basis(self) -> dict[str, str]:
        """What the entry that decides rests on, by language."""
        return basis(self.entries[0].entry) if self.entries else {}


def definitions() -> Mapping[str, Definition]:
    """The registers of this installation, by id."""
    return shipped.definitions(settings.TANYM.jurisdiction)


def definition(register: str) -> Definition:
    """A register by its id. Raises `NotFound("register.unknown")`."""
    return shipped.definition(register, settings.TANYM.jurisdiction)


def entry(public_id: UUID | str) -> Entry:
    """An entry by its public identifier. Raises `NotFound("register.entry-unknown")`."""
    try:
        found = (
            Entry.objects.filter(public_id=UUID(str(public_id)))
            .select_related("organisation", "person")
            .first()
        )
    except ValueError:
        found = None
    if found is None:
        raise NotFound("register.entry-unknown")
    return found


def entries(register: str, on: date, known_on: date | None = None) -> list[Stood]:
    """Every entry of a register as it stood on a day; those of which nothing was known by then are left out."""
    return _stood(Entry.objects.filter(register=register), on, known_on)


def entries_of(organisation: Organisation, on: date, known_on: date | None = None) -> list[Stood]:
    """Every entry about an organisation, in whichever register."""
    return _stood(Entry.objects.filter(organisation=organisation), on, known_on)


def changes(of: Entry) -> list[Change]:
    """What was recorded of an entry."""
    return [one.change() for one in of.recorded.all()]


def stood(of: Entry, on: date, known_on: date | None = None) -> Standing | None:
    """How an entry stood on a day; None where nothing was recorded by then."""
    return standing(changes(of), on, known_on)


def history(of: Entry) -> QuerySet[Recorded]:
    """What was recorded of an entry, the oldest first."""
    return of.recorded.select_related("by", "second").order_by("number")


def basis(of: Entry) -> dict[str, str]:
    """What an entry rests on: the latest act that names a basis."""
    return next((one.basis for one in reversed(list(of.recorded.all())) if one.basis), {})


def scope_of(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the content limits: {activities, sectors, levels, micro_qualifications}; an absent member limits nothing."""
    return content.get("scope") or {}


def authorised(organisation: Organisation, what: str, on: date, known_on: date | None = None) -> Right:
    """Whether the registers gave an organisation, or the one that it is a unit of, a right on a day.

    `what` is an activity: teaching, assessing, awarding, academic-recognition, professional-recognition,
    quality-review. A body of another country that no register names is unknown, and so is everybody on a day before
    the register was kept; a body of this country that is not in a register which is kept since then had no right. An
    entry that begins later says nothing of a day on which the register was not kept.
    """
    return rights(organisation, (what,), on, known_on)[what]


def rights(
    organisation: Organisation, activities: Collection[str], on: date, known_on: date | None = None
) -> dict[str, Right]:
    """What the registers answer on several activities, as `authorised` does; the entries are read once."""
    giving = {what: _giving(what) for what in activities}
    names = {one.id for several in giving.values() for one in several}
    found = Entry.objects.filter(register__in=names, organisation__in=_with_parents(organisation))
    stood_then = _stood(found, on, known_on) if names else []
    return {what: _right(organisation, what, several, stood_then, on) for what, several in giving.items()}


def _right(
    organisation: Organisation, what: str, giving: list[Definition], stood_then: list[Stood], on: date
) -> Right:
    if not giving:
        return Right(Answer.UNKNOWN, "register.no-register")
    names = {one.id for one in giving}
    found = [
        one
        for one in stood_then
        if one.entry.register in names
        and what in one.activities
        and one.standing.status is not Status.ANNULLED
    ]
    ours = is_ours(organisation)
    kept = ours and on >= min(one.kept_since for one in giving)
    if not found and kept:
        return Right(Answer.NO, "register.no-entry")
    if not kept and all(one.standing.status is Status.NOT_YET for one in found):
        return Right(Answer.UNKNOWN, "register.not-kept-then" if ours else "register.foreign", tuple(found))
    found.sort(key=lambda one: (not one.standing.in_force, -one.standing.because.since.toordinal()))
    first = found[0].standing
    answer = Answer.YES if first.in_force else Answer.NO
    return Right(answer, f"register.right.{first.status}", tuple(found))


def is_ours(organisation: Organisation) -> bool:
    """Whether it is a body of this country, of which the registers speak even where they do not name it."""
    return organisation.country == settings.TANYM.jurisdiction.upper()


def kept_since(what: str) -> date | None:
    """Since when a register is kept that gives this right; None where none does."""
    return min((one.kept_since for one in _giving(what)), default=None)


def rights_of(organisation: Organisation, what: str) -> list[tuple[Entry, tuple[Interval, ...]]]:
    """The entries that gave an organisation a right, each with the whole way of that right; annulled ones are left out."""
    names = [one.id for one in _giving(what)]
    found = Entry.objects.filter(register__in=names, organisation__in=_with_parents(organisation))
    ways = [(one, _way(one, what)) for one in found.prefetch_related("recorded")]
    return [(one, way) for one, way in ways if any(each.status in GIVEN for each in way)]


def _giving(what: str) -> list[Definition]:
    """The registers that give a right."""
    return [one for one in definitions().values() if what in one.authorises]


def _way(of: Entry, what: str) -> tuple[Interval, ...]:
    every = definition(of.register).authorises
    return timeline(changes(of), gives=lambda said: bool(what in (scope_of(said).get("activities") or every)))


def _with_parents(organisation: Organisation) -> list[int]:
    """The organisation and those that it is a unit of."""
    found: list[int] = []
    at: Organisation | None = organisation
    while at is not None and at.pk not in found:
        found.append(at.pk)
        at = at.parent
    return found


def _stood(found: QuerySet[Entry], on: date, known_on: date | None) -> list[Stood]:
    by_entry: dict[int, list[Change]] = defaultdict(list)
    for row in Recorded.objects.filter(entry__in=found.values("pk")):
        by_entry[row.entry_id].append(row.change())
    result = []
    for one in found.select_related("organisation", "person"):
        now = standing(by_entry[one.pk], on, known_on)
        if now is not None:
            result.append(Stood(one, now))
    return result
