"""The lists that this room takes from a spreadsheet: professional standards, frameworks, professions of the register."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from tanym.apps.letters.addresses import page_address
from tanym.apps.standards.actions.propose import Approved, propose
from tanym.apps.standards.contents import FRAMEWORKS, PROFESSIONS, STANDARDS, kind
from tanym.apps.standards.models import Edition
from tanym.apps.standards.permissions import may_keep
from tanym.core.kernel.cells import choice, day, text
from tanym.core.kernel.errors import TanymError
from tanym.core.kernel.lists import Column, Fault, Kind, Row, doubles
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.kernel.reading import InvalidDocument
from tanym.core.standards.flat import COLUMNS, read_flat
from tanym.core.standards.framework import Framework
from tanym.core.standards.profession import WAYS, parse_profession
from tanym.core.standards.standard import OccupationalStandard


def _standards() -> tuple[Column, ...]:
    example = {
        "standard": "KZ-PS-0001", "item": "c1.f1.s1", "member": "text", "value": "",
        "kk": "Матаны пішу", "ru": "Раскроить ткань", "en": "",
    }  # fmt: skip
    return tuple(
        Column(
            name, f"standards.list.{name}", text(20_000), name in ("standard", "member"), {"": example[name]}
        )
        for name in ("standard", *COLUMNS)
    )


def _by_standard(rows: Sequence[Row]) -> Mapping[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["standard"] or ""].append(row)
    return grouped


def _lines(rows: Sequence[Row]) -> list[dict[str, str]]:
    return [{name: row.texts.get(name, "") for name in COLUMNS} for row in rows]


def _told(rows: Sequence[Row], faults: Iterable[Any]) -> Iterable[Fault]:
    """The faults of a flat list, at the rows of the spreadsheet."""
    for fault in faults:
        place = int(fault.details.get("row", 1)) - 1
        row = rows[min(max(place, 0), len(rows) - 1)].number
        column = fault.details.get("column", "")
        yield Fault(row, column if column in COLUMNS else "value", fault.code, fault.details)


def _check(rows: Sequence[Row], of: type[Any], register: str) -> Iterable[Fault]:
    """Whatever is wrong in the standards or frameworks of a list; `act`, `number` and `since` are members of each, without an item."""
    latest = _latest(register)
    for code, own in _by_standard(rows).items():
        content, approved = _parted(own)
        standard, faults = read_flat(_lines(content), of, 1)
        yield from _told(content, faults) if content else ()
        if standard is not None and standard.code != code:
            yield Fault(own[0].number, "standard", "standard.code-differs", {"found": standard.code})
        if "act" not in approved:
            yield Fault(own[0].number, "member", "standard.unnamed-act")
        try:
            since = day()(str(approved.get("since", {}).get("value", "")))
            if code in latest and since <= latest[code]:
                details = {"since": since, "latest": latest[code]}
                yield Fault(own[0].number, "value", "standard.since-not-later", details)
        except TanymError as wrong:
            yield Fault(own[0].number, "value", wrong.code, wrong.details)


def _latest(register: str) -> dict[str, date]:
    """The first day of the latest edition of everything in a register, by code."""
    editions = Edition.objects.filter(instrument__register=register)
    return dict(editions.order_by("since").values_list("instrument__code", "since"))


def _parted(rows: Sequence[Row]) -> tuple[list[Row], dict[str, dict[str, str]]]:
    """The rows of the standard itself, and what the others say of the act that approved it."""
    content, approved = [], {}
    for row in rows:
        if not row["item"] and row["member"] in ("act", "act_number", "since"):
            approved[row["member"]] = {name: row.texts.get(name, "") for name in ("value", *LANGUAGES)}
        else:
            content.append(row)
    return content, approved


def _write(
    rows: Sequence[Row], of: type[Any], register: str, *, actor: Any, at: datetime, source: str
) -> Mapping[str, int]:
    """Propose every standard or framework of the list; a second person adopts each."""
    written = 0
    for code, own in _by_standard(rows).items():
        content, said = _parted(own)
        standard, _faults = read_flat(_lines(content), of, 1)
        assert standard is not None  # `check` was asked just before
        propose(
            actor=actor,
            at=at,
            register=register,
            document=kind(register).write(standard),
            approved=Approved(
                since=day()(said["since"]["value"]),
                act={one: said["act"][one] for one in LANGUAGES if said["act"][one]},
                number=said.get("act_number", {}).get("value", ""),
            ),
            once=uuid.uuid5(uuid.NAMESPACE_URL, f"{source}/{code}"),
            source=source,
        )
        written += 1
    return {"standards.list.proposals": written}


_PROFESSION = {
    "code": (text(100), True, "7534-0"),
    "title_kk": (text(500), True, "Жиһаз қаптаушы"),
    "title_ru": (text(500), True, "Обойщик мебели"),
    "title_en": (text(500), False, ""),
    "occupation_code": (text(40), False, ""),
    "sector": (text(60), False, ""),
    "standard": (text(100), False, ""),
    "card": (text(40), False, ""),
    "way": (choice(*WAYS), False, "voluntary"),
    "valid": (text(40), False, "3 year"),
    "proposal_round": (text(5), False, "02-01"),
    "proposed_on": (day(), False, ""),
    "round_ends_on": (day(), False, ""),
    "council_recommended_on": (day(), False, ""),
    "sector_proposed_on": (day(), False, ""),
    "updated_on": (day(), False, ""),
    "act_kk": (text(500), False, ""),
    "act_ru": (text(500), True, "Приказ об утверждении реестра"),
    "act_number": (text(60), False, ""),
    "since": (day(), True, "2026-09-01"),
}


def _professions() -> tuple[Column, ...]:
    return tuple(
        Column(name, f"standards.list.{name}", read, required, {"": example})
        for name, (read, required, example) in _PROFESSION.items()
    )


def _profession(row: Row) -> dict[str, Any]:
    titles = {one: row[f"title_{one}"] for one in LANGUAGES if row[f"title_{one}"]}
    plain = {
        name: row[name]
        for name in _PROFESSION
        if not name.startswith(("title_", "act_")) and name != "since" and row[name] is not None
    }
    return {**plain, "titles": titles}


def check_professions(rows: Sequence[Row], on: date) -> Iterable[Fault]:
    """Doubles, entries that contradict themselves, days that are not after the edition that stands there."""
    yield from doubles(rows, "code")
    editions = _latest(PROFESSIONS)
    for row in rows:
        try:
            parse_profession(_profession(row))
        except InvalidDocument as wrong:
            for fault in wrong.faults:
                column = fault.place if fault.place in _PROFESSION else "code"
                yield Fault(row.number, column, fault.code, fault.details)
        latest = editions.get(row["code"] or "")
        if latest and row["since"] and row["since"] <= latest:
            details = {"since": row["since"], "latest": latest}
            yield Fault(row.number, "since", "standard.since-not-later", details)


def write_professions(rows: Sequence[Row], *, actor: Any, at: datetime, source: str) -> Mapping[str, int]:
    """Propose every profession of the list; a second person adopts each."""
    for row in rows:
        act = {one: row[f"act_{one}"] for one in ("kk", "ru") if row[f"act_{one}"]}
        propose(
            actor=actor,
            at=at,
            register=PROFESSIONS,
            document=_profession(row),
            approved=Approved(since=row["since"], act=act, number=row["act_number"] or ""),
            once=uuid.uuid5(uuid.NAMESPACE_URL, f"{source}/{row['code']}"),
            source=source,
        )
    return {"standards.list.proposals": len(rows)}


def _page() -> str:
    return page_address("standards:proposals")


def _flat(register: str, of: type[Any]) -> Kind:
    return Kind(
        register,
        f"standards.list.{register}",
        f"standards.about.{register}",
        _standards(),
        lambda actor, on: may_keep(actor, on, register),
        lambda rows, on: _check(rows, of, register),
        lambda rows, **by: _write(rows, of, register, **by),
        _page,
    )


KINDS = (
    _flat(STANDARDS, OccupationalStandard),
    _flat(FRAMEWORKS, Framework),
    Kind(
        "professions",
        "standards.list.professions",
        "standards.about.professions",
        _professions(),
        lambda actor, on: may_keep(actor, on, PROFESSIONS),
        check_professions,
        write_professions,
        _page,
    ),
)
