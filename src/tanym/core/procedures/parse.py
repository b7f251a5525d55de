"""Reads a procedure from the plain table of a `*.procedure.toml`; wrong form is refused with its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from tanym.core.kernel.canonical import digest
from tanym.core.kernel.errors import InvalidValue
from tanym.core.procedures.table import (
    Basis,
    Call,
    Clock,
    CommissionRules,
    Criterion,
    Document,
    Party,
    Procedure,
    Stage,
    Step,
    Words,
)

T = TypeVar("T")
_EXTENDING = ("extended_by", "notice")
_CLOCK_ACTS = ("starts", "stops", "pauses", "resumes", "restarts")


def parse_procedure(table: Mapping[str, Any], place: str = "procedure") -> Procedure:
    """The procedure that a table holds.

    Only form is judged here (`procedure.form`, with place and member); sense is judged by `check_procedure`.
    """
    _members(table, place, "procedure party stage step", "document clock commission criterion")
    head = _table(table, "procedure", place)
    at = f"{place}, procedure"
    _members(
        head,
        at,
        "id since status calendar start words cites",
        "until status_note may_replace on_entry_starts note",
    )
    if type(head["since"]) is not date:
        raise _wrong(at, "since")
    steps = table["step"]
    if not isinstance(steps, list):
        raise _wrong(place, "step")
    return Procedure(
        id=_text(head, "id", at),
        since=head["since"],
        status=_text(head, "status", at),
        status_note=_text(head, "status_note", at, ""),
        calendar=_text(head, "calendar", at),
        start=_text(head, "start", at),
        words=_words(head, at),
        cites=_texts(head, "cites", at),
        version=_version(table, place),
        parties=_each(table, "party", place, _party),
        documents=_each(table, "document", place, _document),
        clocks=_each(table, "clock", place, _clock),
        stages=_each(table, "stage", place, _stage),
        steps=tuple(_step(row, f"{place}, step {n}") for n, row in enumerate(steps, 1)),
        commission=_commission(table["commission"], f"{place}, commission")
        if "commission" in table
        else None,
        criteria=_each(table, "criterion", place, _criterion),
        on_entry_starts=_texts(head, "on_entry_starts", at),
        may_replace=_texts(head, "may_replace", at),
    )


def _party(name: str, row: Mapping[str, Any], at: str) -> Party:
    _members(row, at, "side is words", "note")
    if row["is"] not in tuple(Basis):
        raise _wrong(at, "is")
    return Party(name, _text(row, "side", at), Basis(row["is"]), _words(row, at))


def _document(name: str, row: Mapping[str, Any], at: str) -> Document:
    _members(row, at, "from needed_for words cites", "instead note")
    given_by, needed_for = _text(row, "from", at), _text(row, "needed_for", at)
    return Document(
        name, given_by, needed_for, _words(row, at), _texts(row, "cites", at), _text(row, "instead", at, "")
    )


def _clock(name: str, row: Mapping[str, Any], at: str) -> Clock:
    _members(
        row,
        at,
        "lasts on_expiry",
        "warn_at extends extended_by times notice reminder stated tacit cites note",
    )
    warn_at, times = row.get("warn_at"), row.get("times", 1)
    if warn_at is not None and not (type(warn_at) is int and 0 < warn_at < 100):
        raise _wrong(at, "warn_at")
    if type(row.get("stated", False)) is not bool:
        raise _wrong(at, "stated")
    if not (type(times) is int and 0 < times < 100):
        raise _wrong(at, "times")
    extends = _text(row, "extends", at, "")
    if missing := [key for key in _EXTENDING if extends and key not in row]:
        raise _wrong(at, ", ".join(missing))
    if unused := [key for key in (*_EXTENDING, "times") if not extends and key in row]:
        raise _wrong(at, ", ".join(unused))
    return Clock(
        name,
        _text(row, "lasts", at),
        _text(row, "on_expiry", at),
        warn_at,
        extends=extends,
        extended_by=_texts(row, "extended_by", at),
        times=times,
        notice=_text(row, "notice", at, ""),
        reminder=_text(row, "reminder", at, ""),
        stated=row.get("stated", False),
        tacit=_words(row, at, "tacit") if "tacit" in row else {},
        cites=_texts(row, "cites", at),
    )


def _stage(name: str, row: Mapping[str, Any], at: str) -> Stage:
    _members(row, at, "words", "waits_for clock no_clock end note")
    waits_for, clock, no_clock, end = (
        _text(row, key, at, "") for key in ("waits_for", "clock", "no_clock", "end")
    )
    return Stage(name, _words(row, at), waits_for, clock, no_clock, end)


def _criterion(name: str, row: Mapping[str, Any], at: str) -> Criterion:
    _members(row, at, "words", "rules rest note")
    if type(row.get("rest", False)) is not bool:
        raise _wrong(at, "rest")
    return Criterion(name, _words(row, at), _texts(row, "rules", at), row.get("rest", False))


def _step(row: Any, at: str) -> Step:
    if not isinstance(row, Mapping):
        raise _wrong(at, "step")
    _members(row, at, "do from to by cites", " ".join((*_CLOCK_ACTS, "guards effects letters words note")))
    at = f"{at} {_text(row, 'do', at)}"
    return Step(
        do=_text(row, "do", at),
        origins=_texts(row, "from", at),
        to=_text(row, "to", at),
        by=_texts(row, "by", at),
        guards=_calls(row, "guards", at),
        effects=_calls(row, "effects", at),
        letters=_texts(row, "letters", at),
        cites=_texts(row, "cites", at),
        words=_words(row, at) if "words" in row else {},
        **{key: _texts(row, key, at) for key in _CLOCK_ACTS},
    )


def _commission(row: Any, at: str) -> CommissionRules:
    if not isinstance(row, Mapping):
        raise _wrong(at, "commission")
    _members(row, at, "odd fewest majority quorum", "chosen_by_members not_members apart cites note")
    if type(row["odd"]) is not bool or type(row["fewest"]) is not int or row["fewest"] < 1:
        raise _wrong(at, "odd, fewest")
    if row["majority"] != "of-present":
        raise _wrong(at, "majority")
    return CommissionRules(
        odd=row["odd"],
        fewest=row["fewest"],
        majority=row["majority"],
        quorum=_text(row, "quorum", at),
        chosen_by_members=_texts(row, "chosen_by_members", at),
        not_members=_texts(row, "not_members", at),
        apart=_texts(row, "apart", at),
        cites=_texts(row, "cites", at),
    )


def _calls(row: Mapping[str, Any], key: str, at: str) -> tuple[Call, ...]:
    written = row.get(key, [])
    if not isinstance(written, list):
        raise _wrong(at, key)
    calls = []
    for one in written:
        if isinstance(one, str):
            calls.append(Call(one))
        elif (
            isinstance(one, Mapping)
            and all(isinstance(value, str) for value in one.values())
            and "name" in one
        ):
            calls.append(Call(one["name"], {name: value for name, value in one.items() if name != "name"}))
        else:
            raise _wrong(at, key)
    return tuple(calls)


def _each(
    table: Mapping[str, Any], key: str, place: str, read: Callable[[str, Mapping[str, Any], str], T]
) -> dict[str, T]:
    rows = _table(table, key, place) if key in table else {}
    return {
        name: read(name, _table(rows, name, f"{place}, {key}"), f"{place}, {key} {name}") for name in rows
    }


def _table(table: Mapping[str, Any], key: str, at: str) -> Mapping[str, Any]:
    value = table[key]
    if not isinstance(value, Mapping):
        raise _wrong(at, key)
    return value


def _members(table: Mapping[str, Any], at: str, needed: str, optional: str) -> None:
    missing = set(needed.split()) - table.keys()
    unknown = table.keys() - {*needed.split(), *optional.split()}
    if missing or unknown:
        raise _wrong(at, ", ".join(sorted(missing or unknown)))


def _text(table: Mapping[str, Any], key: str, at: str, default: str | None = None) -> str:
    value = table.get(key, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise _wrong(at, key)
    return value


def _texts(table: Mapping[str, Any], key: str, at: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise _wrong(at, key)
    return tuple(value)


def _words(table: Mapping[str, Any], at: str, key: str = "words") -> Words:
    value = table[key]
    if not isinstance(value, Mapping) or not all(isinstance(text, str) for text in value.values()):
        raise _wrong(at, key)
    return dict(value)


def _version(table: Mapping[str, Any], place: str) -> str:
    try:
        return digest(_plain(table))
    except ValueError as wrong:  # a number that JSON cannot hold
        raise _wrong(place, "number") from wrong


def _plain(value: Any) -> Any:
    """The table as JSON has it: dates tagged, strings in NFC, so that layout and comments do not count."""
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, Mapping):
        return {_plain(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def _wrong(place: str, what: str) -> InvalidValue:
    return InvalidValue("procedure.form", place=place, what=what)
