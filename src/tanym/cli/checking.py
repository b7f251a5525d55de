"""From files to reports: which map reads a record, which packs are asked about it, what the whole comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files as resources
from pathlib import Path

from tanym import rulepacks
from tanym.cli.exits import ExitCode
from tanym.cli.files import Entry, entries, parse_toml, read_toml
from tanym.core.kernel.errors import NotFound, TanymError
from tanym.core.qualifications.facts import facts
from tanym.core.qualifications.records import Map, Record, read_map, read_record
from tanym.core.rules import Outcome, Pack, Report, Severity, Stack
from tanym.core.rules import check as ask

OURS = ("kz",)
FOREIGN = ("eu",)
"""Packs asked where none is named: a foreign record is not bound by Kazakhstan's own ratios."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One record with its report and the stack whose rules were asked."""

    name: str
    record: Record
    stack: Stack
    report: Report


@dataclass(frozen=True, slots=True)
class Unread:
    """A file or an entry that could not be read, and why."""

    name: str
    error: TanymError


@dataclass(slots=True)
class Stacks:
    """The stacks of one run, resolved once each. `chosen` are the packs asked for; empty: by the kind of record."""

    packs: Sequence[Pack]
    chosen: tuple[str, ...]
    on: date
    known: dict[tuple[str, ...], Stack] = field(default_factory=dict)

    def of(self, record: Record) -> Stack:
        """The stack to ask about a record."""
        return self.stack(self.chosen or (OURS if record.complete else FOREIGN))

    def stack(self, ids: tuple[str, ...]) -> Stack:
        """These packs and all that they require. Raises `NotFound("pack.unknown")`."""
        if ids not in self.known:
            self.known[ids] = rulepacks.stack(_required(self.packs, ids), self.on)
        return self.known[ids]


def check_files(paths: Iterable[Path], foreign: Map | None, stacks: Stacks) -> Iterator[Checked | Unread]:
    """Every record of every file, in order, with its report or the reason why there is none."""
    for path in paths:
        try:
            for entry in entries(path):
                yield _check_entry(entry, foreign, stacks)
        except TanymError as error:
            yield Unread(path.name, error)


def _check_entry(entry: Entry, foreign: Map | None, stacks: Stacks) -> Checked | Unread:
    if entry.document is None:
        return Unread(entry.name, entry.fault or NotFound("file.absent", file=entry.name))
    try:
        record = read_record(entry.document, foreign)
        stack = stacks.of(record)
        found = facts(record.design, stacks.on, complete=record.complete)
        return Checked(entry.name, record, stack, ask(stack, "design", found, stacks.on, of=entry.name))
    except TanymError as error:
        return Unread(entry.name, error)


def map_named(given: Path | None) -> Map | None:
    """The map in a file, or the shipped one of that name. Raises as `read_toml` and `read_map`."""
    if given is None:
        return None
    shipped = resources("tanym.rulepacks") / "maps" / f"{given}.toml"
    if not given.exists() and given.name == str(given) and shipped.is_file():
        return read_map(parse_toml(shipped.read_text(encoding="utf-8")))
    return read_map(read_toml(given))


def exit_code(results: Sequence[Checked | Unread]) -> ExitCode:
    """66 or 65 where something could not be read; else 1, 2 or 0 by the rules that stand in the way."""
    unread = [one.error for one in results if isinstance(one, Unread)]
    if any(error.code == "file.absent" for error in unread):
        return ExitCode.NO_INPUT
    if unread:
        return ExitCode.DATA
    reports = [one.report for one in results if isinstance(one, Checked)]
    if any(report.blocking for report in reports):
        return ExitCode.NOT_MET
    undecided = (finding for report in reports for finding in report.undecided)
    if any(finding.severity is Severity.BLOCK for finding in undecided):
        return ExitCode.UNDECIDED
    return ExitCode.of(Outcome.MET)


def _required(packs: Sequence[Pack], ids: tuple[str, ...]) -> tuple[Pack, ...]:
    known = {pack.id: pack for pack in packs}
    wanted: set[str] = set()
    waiting = list(ids)
    while waiting:
        pack = waiting.pop()
        if pack not in known:
            raise NotFound("pack.unknown", pack=pack)
        if pack not in wanted:
            wanted.add(pack)
            waiting += known[pack].requires
    return tuple(pack for pack in packs if pack.id in wanted)
