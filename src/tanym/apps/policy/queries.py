"""Reads of policy: the packs in force, resolved for a day; the findings of a check; reports that were kept."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from django.conf import settings

from tanym.apps.policy.models import CheckReport, PackBundle
from tanym.core.kernel.calendar import Calendar, read_calendar
from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.periods import FirstDay, Period
from tanym.core.procedures.advance import Lengths
from tanym.core.procedures.parse import parse_procedure
from tanym.core.procedures.table import Procedure
from tanym.core.rules import Pack, Report, Stack, agrees, check, read_pack, resolve
from tanym.core.rules.bundle import read_bundle
from tanym.core.rules.pack import Layer
from tanym.core.rules.snapshot import read_snapshot
from tanym.core.rules.stack import change_days
from tanym.rulepacks.loader import load, load_folder, shipped, vocabulary

SAMPLES = files("tanym.rulepacks") / "samples"


def stack(on: date, institution: str | None = None, *, packs: Mapping[str, str] | None = None) -> Stack:
    """The packs that hold on a day, resolved: those of the jurisdiction, and the institution's own where it has one.

    `packs` (id → digest) asks for just these versions, as a report or an open case names them.
    """
    if packs is not None:
        return _resolved(tuple(sorted(packs.items())), on)
    chosen = _packs(institution or "")
    return _resolved_between(chosen, *_span(chosen, on))


def check_now(
    subject: str, facts: Mapping[str, object], on: date, institution: str | None = None, *, of: str = ""
) -> Report:
    """What the rules in force say of these facts; nothing is kept (`actions.check` keeps it)."""
    return check(stack(on, institution), subject, facts, on, of=of)


def report(digest: str) -> CheckReport:
    """A report that was kept. Raises `NotFound("report.unknown")`."""
    found = CheckReport.objects.filter(digest=digest).first()
    if found is None:
        raise NotFound("report.unknown", digest=digest[:12])
    return found


def reopened(kept: CheckReport) -> tuple[Stack, Report]:
    """A kept report with everything that its bytes only name: computed again from the packs and facts of its day."""
    return _reopened(kept.digest)


@lru_cache(maxsize=512)
def _reopened(digest: str) -> tuple[Stack, Report]:
    kept = report(digest)
    content = json.loads(bytes(kept.content))
    by = stack(kept.on, packs=content["packs"])
    facts = read_snapshot(by.facts, kept.facts)
    return by, check(by, content["subject"], facts, kept.on, of=content["of"])


def holds(kept: CheckReport) -> bool:
    """Whether computing the report again gives the bytes that were kept."""
    by, _ = reopened(kept)
    return agrees(bytes(kept.content), by, read_snapshot(by.facts, kept.facts))


def procedure(
    name: str,
    on: date,
    institution: str | None = None,
    *,
    packs: Mapping[str, str] | None = None,
) -> Procedure:
    """The procedure in force on a day, or as the packs of an open case (`CaseState.stack`) have it.

    Raises `NotFound("procedure.unknown")`.
    """
    by = stack(on, institution, packs=packs or None)
    table = by.procedure(name)
    return _procedure(by.digests[table.pack], name, table.path)


def lengths(by: Stack, of: Procedure) -> Lengths:
    """The length of each clock of a procedure; one that nobody has given is left out."""
    found = {name: by.value(name) for name in of.lengths_needed()}
    return {name: value for name, value in found.items() if isinstance(value, Period)}


def first_day(by: Stack) -> FirstDay:
    """Which day of a term counts first."""
    return FirstDay(value) if isinstance(value := by.value("term.first-day"), str) else FirstDay.NEXT_DAY


@cache
def calendar(name: str = "") -> Calendar:
    """The working days that a procedure's calendar names, or those of the jurisdiction."""
    file = files("tanym.rulepacks") / "calendars" / f"{name or settings.TANYM.jurisdiction}.calendar.toml"
    return read_calendar(tomllib.loads(file.read_text(encoding="utf-8")))


def institution_packs() -> tuple[Pack, ...]:
    """The own packs of institutions, by institution."""
    if not SAMPLES.is_dir():
        return ()
    folders = sorted(
        (one for one in SAMPLES.iterdir() if (one / "pack.toml").is_file()), key=lambda one: one.name
    )
    return tuple(_folder(one.name) for one in folders)


def kept_on(moment: datetime, subject: str) -> Iterable[CheckReport]:
    """The reports on a thing up to a moment, newest first."""
    return CheckReport.objects.filter(subject=subject, made_at__lte=moment).order_by("-made_at")


@lru_cache(maxsize=64)
def _packs(institution: str) -> tuple[Pack, ...]:
    national = load([settings.TANYM.jurisdiction])
    own = _folder(institution) if institution and _has_own(institution) else None
    return (*national, own) if own else national


def _has_own(institution: str) -> bool:
    folder: Traversable = SAMPLES / institution
    return institution.replace("-", "").isalnum() and (folder / "pack.toml").is_file()


@lru_cache(maxsize=64)
def _folder(institution: str) -> Pack:
    return load_folder(SAMPLES / institution)


@lru_cache(maxsize=256)
def _days(institution: str) -> tuple[date, ...]:
    return change_days(_packs(institution))


def _span(packs: tuple[Pack, ...], on: date) -> tuple[date | None, date]:
    """The first day of the time in which the same stack serves, and the day asked for."""
    own = next((pack.institution for pack in packs if pack.layer is Layer.INSTITUTION), "")
    past = [day for day in _days(own) if day <= on]
    return max(past, default=None), on


_STACKS: dict[tuple[tuple[str, ...], date | None], Stack] = {}


def _resolved_between(packs: tuple[Pack, ...], since: date | None, on: date) -> Stack:
    """The stack for every day of one span: a handful serves all requests."""
    key = (tuple(pack.digest for pack in packs), since)
    if key not in _STACKS:
        _STACKS[key] = resolve(packs, on, vocabulary())
    return _STACKS[key]


@lru_cache(maxsize=128)
def _resolved(digests: tuple[tuple[str, str], ...], on: date) -> Stack:
    return resolve([_pack(name, digest) for name, digest in digests], on, vocabulary())


@lru_cache(maxsize=128)
def _pack(name: str, digest: str) -> Pack:
    """A pack by its digest: as shipped, or as it was kept."""
    for pack in (*shipped(), *institution_packs()):
        if pack.digest == digest:
            return pack
    kept = PackBundle.objects.filter(digest=digest).first()
    if kept is None:
        raise NotFound("pack.unknown", pack=name)
    return read_pack(read_bundle(bytes(kept.content)))


@lru_cache(maxsize=128)
def _procedure(digest: str, name: str, path: str) -> Procedure:
    pack = _pack(name, digest)
    return parse_procedure(pack.files[path], f"{pack.id}: {path}")
