"""Cases of procedures: what a lawyer writes to say what is meant (acts with days, and where the case stands then)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.faults import Fault
from tanym.core.kernel.periods import Period

SUFFIX = ".cases.toml"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Act:
    """One line of a case: a step (`do`), an extension of a term (`extend` the clock, `until` a day), or a look on that day.

    `person` is needed only where it is not the one seated (or, for a role, anybody). Every guard is met but those
    named in `not_met` and `undecided`; the terms are the engine's own. What is None is not asked.
    """

    on: date
    do: str = ""
    extend: str = ""
    until: date | None = None
    by: str = ""
    person: str = ""
    seats: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # seated before the act
    not_met: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    refused: str = ""  # the code with which the act is refused
    stage: str = ""
    due: date | None = None  # last day of the term under which the stage waits
    clocks: Mapping[str, date] | None = None  # all that run, with their last days
    paused: Mapping[str, int] | None = None  # all that stand still, with what is left of them
    late: tuple[str, ...] | None = None  # all that are over, before the act
    letters: tuple[str, ...] | None = None
    effects: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class ProcedureCase:
    """A case of a procedure, opened `on` a day.

    `lengths` supplies the terms that no pack gives; `acted` says who had acted for which side in `appealed`, the
    procedure that this one is an appeal against.
    """

    name: str
    procedure: str
    path: str
    on: date
    acts: tuple[Act, ...]
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # relation → persons
    lengths: Mapping[str, Period] = field(default_factory=dict)
    appealed: str = ""
    acted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # side → persons

    @property
    def place(self) -> str:
        """Where faults of this case stand."""
        return f"{self.path} case {self.name}"


def read_procedure_cases(
    files: Mapping[str, Mapping[str, Any]],
) -> tuple[tuple[ProcedureCase, ...], tuple[Fault, ...]]:
    """The cases with a `procedure` in the files of a pack, and the faults of their form (`procedure-case.form`)."""
    cases: list[ProcedureCase] = []
    faults: list[Fault] = []
    for path, content in sorted(files.items()):
        rows = content.get("case", []) if path.endswith(SUFFIX) else []
        for number, row in enumerate(rows if isinstance(rows, list) else [], 1):
            if not isinstance(row, Mapping) or "procedure" not in row:
                continue
            try:
                cases.append(_case(row, path))
            except InvalidValue as wrong:
                named = row.get("name")
                at = f"{path} case {named if isinstance(named, str) else number}"
                faults.append(Fault(wrong.code, at, wrong.details))
    return tuple(cases), tuple(faults)


def _case(row: Mapping[str, Any], path: str) -> ProcedureCase:
    _members(row, "name procedure on acts", "people lengths appealed acted note")
    acts = row["acts"]
    if not isinstance(acts, list) or not acts:
        raise _wrong("acts")
    return ProcedureCase(
        name=_text(row, "name"),
        procedure=_text(row, "procedure"),
        path=path,
        on=_day(row, "on"),
        acts=tuple(_act(one, number) for number, one in enumerate(acts, 1)),
        people=_table(row, "people", _people),
        lengths=_table(row, "lengths", _period),
        appealed=_text(row, "appealed"),
        acted=_table(row, "acted", _people),
    )


def _act(row: Any, number: int) -> Act:
    at = f"acts {number}"
    if not isinstance(row, Mapping):
        raise _wrong(at)
    try:
        _members(
            row,
            "on",
            "do extend until by person seats not_met undecided refused stage due clocks paused late letters effects note",
        )
        act = Act(
            on=_day(row, "on"),
            do=_text(row, "do"),
            extend=_text(row, "extend"),
            until=_day(row, "until") if "until" in row else None,
            by=_text(row, "by"),
            person=_text(row, "person"),
            seats=_table(row, "seats", _people),
            not_met=_texts(row, "not_met") or (),
            undecided=_texts(row, "undecided") or (),
            refused=_text(row, "refused"),
            stage=_text(row, "stage"),
            due=_day(row, "due") if "due" in row else None,
            clocks=_table(row, "clocks", _date) if "clocks" in row else None,
            paused=_table(row, "paused", _number) if "paused" in row else None,
            late=_texts(row, "late"),
            letters=_texts(row, "letters"),
            effects=_texts(row, "effects"),
        )
    except InvalidValue as wrong:
        raise _wrong(f"{at}: {wrong.details['what']}") from wrong
    if bool(act.do or act.extend) != bool(act.by) or (act.do and act.extend):
        raise _wrong(f"{at}: do, extend, by")
    if bool(act.extend) != bool(act.until):
        raise _wrong(f"{at}: extend, until")
    if not _asks_anything(act):
        raise _wrong(f"{at}: stage, refused, late")
    return act


def _asks_anything(act: Act) -> bool:
    asked = (act.due, act.clocks, act.paused, act.late, act.letters, act.effects)
    return bool(act.stage or act.refused) or any(one is not None for one in asked)


def _members(row: Mapping[str, Any], needed: str, optional: str) -> None:
    missing = set(needed.split()) - row.keys()
    unknown = row.keys() - {*needed.split(), *optional.split()}
    if missing or unknown:
        raise _wrong(", ".join(sorted(missing or unknown)))


def _text(row: Mapping[str, Any], name: str) -> str:
    found = row.get(name, "")
    if not isinstance(found, str) or (name in row and not found.strip()):
        raise _wrong(name)
    return found


def _texts(row: Mapping[str, Any], name: str) -> tuple[str, ...] | None:
    found = row.get(name)
    if found is None:
        return None
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise _wrong(name)
    return tuple(found)


def _day(row: Mapping[str, Any], name: str) -> date:
    return _date(row.get(name), name)


def _date(found: Any, name: str) -> date:
    if type(found) is not date:
        raise _wrong(name)
    return found


def _number(found: Any, name: str) -> int:
    if type(found) is not int:
        raise _wrong(name)
    return found


def _period(found: Any, name: str) -> Period:
    if not isinstance(found, str):
        raise _wrong(name)
    try:
        return Period.read(found)
    except InvalidValue as wrong:
        raise _wrong(name) from wrong


def _people(found: Any, name: str) -> tuple[str, ...]:
    written = [found] if isinstance(found, str) else found
    if not isinstance(written, list) or not all(isinstance(one, str) and one.strip() for one in written):
        raise _wrong(name)
    return tuple(written)


def _table(row: Mapping[str, Any], name: str, read: Callable[[Any, str], T]) -> dict[str, T]:
    found = row.get(name, {})
    if not isinstance(found, Mapping):
        raise _wrong(name)
    return {key: read(one, f"{name} {key}") for key, one in found.items()}


def _wrong(what: str) -> InvalidValue:
    return InvalidValue("procedure-case.form", what=what)
