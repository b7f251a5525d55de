"""Reads of policy: the packs in force, resolved for a day; the findings of a check; reports that were kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from tanym.apps.audit.playing import playing
from tanym.apps.policy.models import VOCABULARY, CheckReport, PackBundle, Waiver, WaiverRequest
from tanym.apps.policy.register import (
    in_force,
    institution_packs,
    pack,
    pack_of,
    packs_in_force,
    versions,
)
from tanym.core.kernel.calendar import Calendar
from tanym.core.kernel.errors import NotFound
from tanym.core.procedures.parse import parse_procedure
from tanym.core.procedures.table import Procedure
from tanym.core.rules import Pack, Report, Stack, Vocabulary, agrees, check, read_vocabulary, resolve
from tanym.core.rules import Waiver as WaiverOfRule
from tanym.core.rules.bundle import read_bundle
from tanym.core.rules.report import read_waiver
from tanym.core.rules.snapshot import read_snapshot
from tanym.core.rules.stack import change_days
from tanym.rulepacks.loader import vocabulary
from tanym.rulepacks.procedures import calendars

__all__ = [
    "in_force",
    "institution_packs",
    "pack",
    "pack_of",
    "packs_in_force",
    "versions",
]

MOST_STACKS = 200


def stack(
    on: date,
    institution: str | None = None,
    *,
    packs: Mapping[str, str] | None = None,
    replacing: Mapping[str, str] | None = None,
) -> Stack:
    """The packs that hold on a day, resolved: those of the jurisdiction, and the institution's own where it has one.

    `packs` (id → digest) asks for just these versions, as a report or an open case names them; `replacing` puts other
    versions in the place of those in force, as a simulation does, and as a rehearsal does that tries out a draft.
    """
    if packs is not None:
        return _resolved(tuple(sorted(packs.items())), on)
    if (play := playing()) is not None:
        replacing = {**play.packs, **(replacing or {})}
    return _resolved_between(packs_in_force(on, institution, replacing=replacing), on)


def check_now(
    subject: str, facts: Mapping[str, object], on: date, institution: str | None = None, *, of: str = ""
) -> Report:
    """What the rules in force say of these facts, waivers beside them; nothing is kept (`actions.check` keeps it)."""
    return noted(check(stack(on, institution), subject, facts, on, waivers(of, on), of=of))


def noted(found: Report) -> Report:
    """The report; a rehearsal remembers which rules were asked."""
    if (play := playing()) is not None:
        play.asked.update(one.rule for one in found.findings)
    return found


def waivers(subject: str, on: date) -> tuple[WaiverOfRule, ...]:
    """The waivers of a thing that hold on a day."""
    return tuple(as_core(one) for one in waivers_of(subject) if one.since <= on < one.last) if subject else ()


def waivers_of(subject: str) -> Iterable[Waiver]:
    """Every waiver of a thing, the latest first."""
    return Waiver.objects.filter(subject=subject).select_related("person").order_by("-since", "-pk")


def waiver_requests(subject: str = "") -> Iterable[WaiverRequest]:
    """The requests for waivers that wait for an answer, of one thing or of all, the longest waiting first."""
    found = WaiverRequest.objects.filter(answered_at=None).select_related("asked_by").order_by("at", "pk")
    return found.filter(subject=subject) if subject else found


def waiver_asked(subject: str) -> bool:
    """Whether anybody has ever asked for a waiver for a thing."""
    return WaiverRequest.objects.filter(subject=subject).exists()


def waiver_request(subject: str, rule: str) -> WaiverRequest | None:
    """The latest request for a waiver of a rule for a thing, answered or not."""
    found = WaiverRequest.objects.filter(subject=subject, rule=rule).select_related("asked_by", "answered_by")
    return found.order_by("-at", "-pk").first()


def as_core(kept: Waiver) -> WaiverOfRule:
    """A waiver as the engine reads it; the person under an opaque code, for a report names nobody."""
    return WaiverOfRule(kept.rule, str(kept.person.public_id), kept.reason, kept.since, kept.last)


def report(digest: str) -> CheckReport:
    """A report that was kept. Raises `NotFound("report.unknown")`."""
    found = CheckReport.objects.filter(digest=digest).first()
    if found is None:
        raise NotFound("report.unknown", digest=digest[:12])
    return found


def reopened(kept: CheckReport) -> tuple[Stack, Report]:
    """A kept report with everything that its bytes only name: computed again from the packs and facts of its day."""
    return _reopened(kept.digest)


@lru_cache(maxsize=128)
def _reopened(digest: str) -> tuple[Stack, Report]:
    kept = report(digest)
    content = json.loads(bytes(kept.content))
    by = _as_reported(content, kept.on)
    facts = read_snapshot(by.facts, kept.facts)
    return by, check(by, content["subject"], facts, kept.on, _waivers_in(content), of=content["of"])


def _as_reported(content: Mapping[str, Any], on: date) -> Stack:
    """The stack of a report: its packs, read with the facts and the functions of the release that made it."""
    digests = tuple(sorted(content["packs"].items()))
    return _resolved_then(digests, on, content["vocabulary"], content["functions"])


@lru_cache(maxsize=64)
def _resolved_then(digests: tuple[tuple[str, str], ...], on: date, words: str, functions: int) -> Stack:
    return resolve([pack(name, digest) for name, digest in digests], on, _vocabulary(words), functions)


def _vocabulary(digest: str) -> Vocabulary:
    """The facts that a report names; those of this release where it has kept none."""
    if digest == vocabulary().digest:
        return vocabulary()
    kept = PackBundle.objects.filter(digest=digest, pack=VOCABULARY).first()
    return read_vocabulary(read_bundle(bytes(kept.content))) if kept else vocabulary()


def holds(kept: CheckReport) -> bool:
    """Whether computing the report again gives the bytes that were kept."""
    by, _ = reopened(kept)
    content = bytes(kept.content)
    return agrees(content, by, read_snapshot(by.facts, kept.facts), _waivers_in(json.loads(content)))


def reports_under(digest: str) -> QuerySet[CheckReport]:
    """The reports that were made by a version of a pack, in order of time."""
    return CheckReport.objects.filter(bundles=digest).order_by("made_at", "digest")


def _waivers_in(content: Mapping[str, Any]) -> tuple[WaiverOfRule, ...]:
    return tuple(read_waiver(one) for one in content["waivers"])


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
    return procedure_of(stack(on, institution, packs=packs or None), name)


def procedure_of(by: Stack, name: str) -> Procedure:
    """The procedure as a stack of packs has it, for whoever holds that already. Raises as `procedure`."""
    table = by.procedure(name)
    return _procedure(by.digests[table.pack], name, table.path)


def calendar() -> Calendar:
    """The working days of the jurisdiction. Raises `NotFound("procedure.calendar-unknown")`."""
    wanted = settings.TANYM.jurisdiction
    if wanted not in calendars():
        raise NotFound("procedure.calendar-unknown", calendar=wanted)
    return calendars()[wanted]


@lru_cache(maxsize=256)
def _days(digests: tuple[tuple[str, str], ...]) -> tuple[date, ...]:
    return change_days(pack(name, digest) for name, digest in digests)


_STACKS: dict[tuple[tuple[tuple[str, str], ...], date | None], Stack] = {}


def _resolved_between(packs: tuple[Pack, ...], on: date) -> Stack:
    """The stack for every day of one span: a handful serves all requests."""
    digests = tuple(sorted((one.id, one.digest) for one in packs))
    key = (digests, max((day for day in _days(digests) if day <= on), default=None))
    if key not in _STACKS:
        if len(_STACKS) >= MOST_STACKS:  # drafts that are tried out make many; none is worth keeping for ever
            _STACKS.clear()
        _STACKS[key] = resolve(packs, on, vocabulary())
    return _STACKS[key]


@lru_cache(maxsize=128)
def _resolved(digests: tuple[tuple[str, str], ...], on: date) -> Stack:
    return resolve([pack(name, digest) for name, digest in digests], on, vocabulary())


@lru_cache(maxsize=128)
def _procedure(digest: str, name: str, path: str) -> Procedure:
    found = pack(name, digest)
    return parse_procedure(found.files[path], f"{found.id}: {path}")


def facts_of_reports(digests: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The plain facts that kept reports were computed from, by the digests of the reports."""
    found = CheckReport.objects.filter(digest__in=list(digests))
    return dict(found.values_list("digest", "facts"))


def contents_of_reports(digests: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What kept reports say, as plain JSON, by their digests."""
    found = CheckReport.objects.filter(digest__in=list(digests))
    return {digest: json.loads(bytes(raw)) for digest, raw in found.values_list("digest", "content")}
