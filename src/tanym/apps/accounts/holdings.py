"""What is kept about people: each room says whose its rows are, what becomes of them, and who merely acted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError, QuerySet

from tanym.apps.accounts.models import Person


class Fate(StrEnum):
    """What becomes of rows when the person asks that they be erased."""

    GOES = "goes"  # erased, unless something that stays refers to it
    TERM = "term"  # kept until its term has passed
    STAYS = "stays"  # a register, a public record, an official act: kept


@dataclass(frozen=True, slots=True)
class Own:
    """Rows of a table that are about a person; `path` leads from a row to the person, as in a lookup.

    `by` is the attribute of the person that it is compared with. `ground` is why it is kept (`privacy.ground.<…>`),
    `term` the value of the packs that says how long. `hidden` names fields that are no data of the person: secrets,
    digests; `later` names those that the person is given once a row is `settled`: what somebody still judges. `doubled`:
    two accounts of one person may both have it, and one is enough; `alike` are the fields by which two rows are the same
    thing where no constraint says so.
    """

    model: str
    path: str
    fate: Fate = Fate.STAYS
    ground: str = ""
    term: str = ""
    by: str = "pk"
    hidden: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    settled: Callable[[Any], bool] | None = None
    doubled: bool = False
    alike: tuple[str, ...] = ()

    @property
    def direct(self) -> bool:
        """Whether the path is a foreign key of the table itself."""
        return self.by == "pk" and "__" not in self.path and self.path != "pk"


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows are gone, and how many stay because something relies on them."""

    gone: int = 0
    kept: int = 0

    def __add__(self, other: Erased) -> Erased:
        return Erased(self.gone + other.gone, self.kept + other.kept)


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent that a room keeps itself: in words by language, since when, and the page (path without language) of it."""

    words: Mapping[str, str]
    given_at: datetime
    address: str


@dataclass(frozen=True, slots=True)
class SeenBy:
    """That somebody read something of the person's: who, when, in words by language, and on whose behalf."""

    by: Person
    at: datetime
    words: Mapping[str, str]
    act: int | None = None


@dataclass(frozen=True, slots=True)
class Lapsing:
    """Something that has ended: whose packs (an organisation by its code) say in which value how long it is kept.

    `erase` empties what it holds of the person and says how many rows; what a register, a decision or a chain rests on
    stays.
    """

    subject: str  # room.thing:id
    organisation: str
    term: str
    ended_on: date
    erase: Callable[[datetime], int]


@dataclass(frozen=True, slots=True)
class Holding:
    """What a room keeps about people. `acts` are foreign keys that only say who acted for an office (table → fields).

    The room does `erase` and `hand_over` itself where rows alone do not tell everything; `consents` and `seen` are
    those that it keeps. `open` tells what the person asks for and may ask for once at a time. `apart` names tables whose
    personal data are of people without an account, or of nobody. `lapses` are the things that have ended; `clear` empties
    what the room keeps about a thing of another room, `stop` ends its use because a consent was taken back (None: no thing
    of this room; False: somebody has to answer). `under_way` counts what a person has not seen the end of, so that the
    account cannot be closed; `goes` counts things that go although rows of their table stay (`holding.goes.<room>` says
    what); `bodies` names the organisations (by code) whose packs say how long their things of the person are kept.
    """

    room: str
    own: tuple[Own, ...] = ()
    acts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    apart: tuple[str, ...] = ()
    erase: Callable[[Person, datetime], Erased] | None = None
    hand_over: Callable[[Person, Person, datetime], int] | None = None
    consents: Callable[[Person], list[Consent]] | None = None
    seen: Callable[[Person], list[SeenBy]] | None = None
    open: Callable[[Person], frozenset[str]] | None = None
    lapses: Callable[[], Iterable[Lapsing]] | None = None
    clear: Callable[[str, datetime], int] | None = None
    stop: Callable[[str, Person, datetime], bool | None] | None = None
    under_way: Callable[[Person, date], int] | None = None
    goes: Callable[[Person], int] | None = None
    bodies: Callable[[Person], Iterable[str]] | None = None


_ROOMS: dict[str, Holding] = {}


def join(holding: Holding) -> None:
    """Make known what a room keeps. For `AppConfig.ready`."""
    _ROOMS[holding.room] = holding


def holdings() -> tuple[Holding, ...]:
    """What every room keeps, from the ground up."""
    order = {config.label: place for place, config in enumerate(apps.get_app_configs())}
    return tuple(sorted(_ROOMS.values(), key=lambda one: order[one.room]))


def table(holding: Holding, own: Own) -> type[models.Model]:
    """The table of which a declaration speaks."""
    return apps.get_model(holding.room, own.model)


def rows(holding: Holding, own: Own, person: Person) -> QuerySet[Any]:
    """The rows of a table that are about a person."""
    kept = table(holding, own)._default_manager.all()
    value = getattr(person, own.by)
    return kept.none() if value in ("", None) else kept.filter(**{own.path: value}).order_by("pk")


def erase(holding: Holding, person: Person, at: datetime) -> Erased:
    """Erase what a room keeps of a person and may erase when they ask; in a transaction of the caller."""
    if holding.erase is not None:
        return holding.erase(person, at)
    found = Erased()
    for own in holding.own:
        if own.fate is Fate.GOES:
            found += erase_rows(rows(holding, own, person))
    return found


def erase_rows(found: QuerySet[Any]) -> Erased:
    """Delete rows one by one; those stay to which something refers that stays."""
    gone = kept = 0
    for row in found:
        try:
            with transaction.atomic():
                row.delete()
            gone += 1
        except ProtectedError:
            kept += 1
    return Erased(gone, kept)


def clear(subject: str, at: datetime) -> int:
    """Have every room empty what it keeps about a thing; how many rows. In a transaction of the caller."""
    return sum(one.clear(subject, at) for one in holdings() if one.clear is not None)


def hand_over(source: Person, target: Person, at: datetime) -> dict[str, int]:
    """Let what is kept about one account be about another: how many rows of each room changed hands.

    For the transaction of a caller that knows that both are one person and writes the journal. Who acted for an office
    stays as it was. A row that the other account has already stays where it is, unless one is enough (`doubled`).
    """
    moved = {}
    with transaction.atomic():
        for holding in holdings():
            count = move_rows(holding, source, target)
            if holding.hand_over is not None:
                count += holding.hand_over(source, target, at)
            if count:
                moved[holding.room] = count
    return moved


def move_rows(holding: Holding, source: Person, target: Person) -> int:
    """Move the subject's foreign keys of a room's tables, row by row."""
    moved = 0
    for own in holding.own:
        if own.direct:
            moved += sum(_moved(row, own, target) for row in rows(holding, own, source))
    return moved


def _moved(row: models.Model, own: Own, target: Person) -> bool:
    same = {name: getattr(row, name) for name in own.alike}
    twin = type(row)._default_manager.filter(**same, **{own.path: target}).first() if same else None
    if twin is not None:
        _give_way(row, twin)
        return False
    try:
        with transaction.atomic():
            setattr(row, own.path, target)
            row.save(update_fields=[own.path])
    except IntegrityError:
        if own.doubled:
            row.refresh_from_db()
            _fold(row, own, target)
        return False
    return True


def _fold(row: models.Model, own: Own, target: Person) -> None:
    """Erase a row that the other account has as well; what refers to it refers to that account's from now on."""
    table = type(row)
    for mine in uniques(table, own):
        where = {name: getattr(row, name) for name in mine.names}
        if not table._default_manager.filter(mine.where, pk=row.pk).exists():
            continue
        twin = table._default_manager.filter(mine.where, **where, **{own.path: target}).first()
        if twin is not None:
            _refer(row, twin)
    erase_rows(table._default_manager.filter(pk=row.pk))


def _give_way(row: models.Model, twin: models.Model) -> None:
    _refer(row, twin)
    erase_rows(type(row)._default_manager.filter(pk=row.pk))


def _refer(row: models.Model, twin: models.Model) -> None:
    """What refers to the row refers to its twin."""
    for one in type(row)._meta.related_objects:
        one.related_model._default_manager.filter(**{one.field.name: row}).update(**{one.field.name: twin})


@dataclass(frozen=True, slots=True)
class Once:
    """What a table lets a person have one time only: the other fields that count, and the rows for which it holds."""

    names: tuple[str, ...]
    where: models.Q


def uniques(table: type[models.Model], own: Own) -> list[Once]:
    """What a table lets a person have one time only."""
    found = [
        Once(tuple(name for name in one.fields if name != own.path), one.condition or models.Q())
        for one in table._meta.constraints
        if isinstance(one, models.UniqueConstraint) and own.path in one.fields
    ]
    if own.direct and table._meta.get_field(own.path).unique:  # type: ignore[union-attr]
        found.append(Once((), models.Q()))
    return found
