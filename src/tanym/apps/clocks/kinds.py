"""What runs under clocks: each room names its kinds of cases when Django starts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.models import Organisation
from tanym.core.kernel.errors import NotFound
from tanym.core.procedures.extend import Extended
from tanym.core.procedures.state import CaseState


@dataclass(frozen=True, slots=True)
class Held:
    """A case as clocks need to know it: the thing, its state, whose duty the next act is, who waits for it.

    `address` is its page, without the language; `number` is what letters call it; `applicants` get the notices.
    """

    subject: str
    thing: Any
    state: CaseState
    organisation: Organisation
    titles: Mapping[str, str]
    address: str
    number: str = ""
    applicants: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of case. `prefix` is what stands before the colon of its subjects; of the rest:

    `office`: roles at the organisation that see its terms; `extends`: those that may extend them, before the table of
    the procedure has its say; `parties`: as which parties of the procedure a person may act now; `held`: the case by
    its public id, under lock where asked (raises `NotFound`); `write`: put the state of an extension in its place (the
    room counts revisions and keeps history; the clocks are written down for it); `take`: let a clock take its step, with all that follows;
    `open`: the public ids of all cases that are not over.
    """

    prefix: str
    office: frozenset[str]
    extends: frozenset[str]
    parties: Callable[[Any, Person, date], Iterable[str]]
    held: Callable[[str, bool], Held]
    write: Callable[[Any, Extended, Person, datetime], None]
    take: Callable[[Any, str, str, datetime], None]
    open: Callable[[], Iterable[str]]

    def subject(self, public_id: object) -> str:
        """The subject of one case of this kind."""
        return f"{self.prefix}:{public_id}"


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known. For `AppConfig.ready`."""
    _KINDS[kind.prefix] = kind


def kinds() -> Mapping[str, Kind]:
    """Every kind, by its prefix."""
    return dict(_KINDS)


def kind_of(subject: str) -> Kind:
    """The kind of a subject. Raises `NotFound("clocks.unknown-kind")`."""
    prefix = subject.partition(":")[0]
    if prefix not in _KINDS:
        raise NotFound("clocks.unknown-kind", kind=prefix[:60])
    return _KINDS[prefix]


def held(subject: str, *, lock: bool = False) -> Held:
    """The case of a subject. Raises `NotFound`."""
    return kind_of(subject).held(subject.partition(":")[2], lock)
