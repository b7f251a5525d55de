"""The rules as the public reads them: packs with their standing, one page for each rule with its numbers over time and its cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from tanym.apps.accounts.words import say
from tanym.apps.policy.queries import in_force, institution_packs, pack_of, stack, versions
from tanym.apps.policy.register import FROM_THE_BEGINNING
from tanym.apps.policy.shown import ShownCitation, shown_citations
from tanym.apps.policy.timeline import Timeline, timeline
from tanym.apps.policy.waiting import WAITING
from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.localized import choose
from tanym.core.rules import Pack, Stack, find
from tanym.core.rules.dated import DatedValue
from tanym.core.rules.layers import define, speak
from tanym.core.rules.resolved import ResolvedRule
from tanym.rulepacks.sentences import (
    as_written,
    condition_sentence,
    fact_words,
    pack_words,
    source_title,
    trail_sentence,
    value_words,
)

MARK_OF = {"V": "yes", "O": "yes", "S": "part", "E": "none", "U": "unread"}
SUBJECTS = (
    "design",
    "assessment",
    "issue",
    "use",
    "case",
    "exam",
    "centre",
    "provider",
    "evidence",
    "publication",
    "policy-item",
    "release",
    "waiver",
)


@dataclass(frozen=True, slots=True)
class PackCard:
    """A pack in the list."""

    id: str
    title: str
    layer: str
    status: str
    status_word: str
    note: str
    coverage: str
    rules: int
    digest: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule in the list."""

    id: str
    title: str
    severity: str
    mark: str
    read: str


@dataclass(frozen=True, slots=True)
class Moment:
    """What one pack says of a number from a day on."""

    pack: str
    since: date
    until: date | None
    shown: str
    now: bool
    citations: tuple[ShownCitation, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """Which number holds somewhere today, and what each layer said that led to it. No institution: everywhere else."""

    institution: str
    value: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A value that a rule reads, over time and layers."""

    title: str
    moments: tuple[Moment, ...]
    picture: Timeline | None = None
    holding: tuple[Holding, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """An example that says what is meant: its name, its day, what the rule has to answer."""

    name: str
    on: date
    mark: str
    word: str


def packs(on: date, language: str) -> list[PackCard]:
    """Every pack in force: international and national ones first, then those of institutions."""
    return [_card(pack, language) for pack in (*stack(on).packs, *institution_packs(on))]


@dataclass(frozen=True, slots=True)
class PackVersion:
    """One version of a pack in the register: since when it holds, where it came from, who answers for it."""

    digest: str
    since: date | None
    origin: str
    released_by: Any
    approved_by: Any
    at: datetime
    reason: str | SafeString
    now: bool
    to_come: bool
    draft: str


def pack(name: str, on: date, language: str) -> dict[str, Any]:
    """All that the page of a set of rules shows: its standing, its rules, every version. Raises `NotFound("pack.unknown")`."""
    rows = versions(name)
    if not rows:
        raise NotFound("pack.unknown", pack=name)
    holding = in_force(name, on)
    shown = pack_of((holding or rows[-1]).bundle_id)
    by = stack(on, shown.institution or None)
    return {
        "pack": _card(shown, language),
        "lines": [_line(one, language) for one in by.rules.values() if one.rule.pack == name],
        "sources": [
            (source_title(one, language)[0], one.url, one.still_valid_on, one.repealed)
            for one in shown.sources.values()
            if one.title
        ],
        "versions": [
            PackVersion(
                digest=row.bundle_id,
                since=None if row.since == FROM_THE_BEGINNING else row.since,
                origin=say(f"pack-origin.{row.origin}", language),
                released_by=row.released_by,
                approved_by=row.approved_by,
                at=row.at,
                reason=_in_words(row.reason, language) if row.reason else "",
                now=holding is not None and row.pk == holding.pk,
                to_come=row.since > on,
                draft=row.draft,
            )
            for row in rows
        ],
    }


def by_subject(on: date, language: str) -> list[tuple[str, list[RuleLine], bool]]:
    """The rules in force by what they bind, and whether nothing asks these yet."""
    by = stack(on)
    found: dict[str, list[RuleLine]] = {}
    for resolved in by.rules.values():
        found.setdefault(resolved.rule.binds, []).append(_line(resolved, language))
    order = [*SUBJECTS, *sorted(set(found) - set(SUBJECTS))]
    return [
        (say(f"subject.{name}", language), found[name], name in WAITING) for name in order if name in found
    ]


def rule(name: str, on: date, language: str) -> dict[str, Any]:
    """All that the page of a rule shows. Raises `NotFound("rule.not-in-force")`."""
    by = stack(on)
    resolved = by.rules.get(name)
    if resolved is None:
        raise NotFound("rule.not-in-force", rule=name)
    asked = find(by, resolved, {}, on)
    unknown = say("amount.unknown", language)
    sentences = {
        role: [
            condition_sentence(by, one, language).replace(f": {unknown};", ":")
            for one in asked.conditions
            if one.role == role
        ]
        for role in ("when", "must", "any")
    }
    return {
        "rule": resolved.rule,
        "title": choose(resolved.rule.words, language)[0],
        "severity": say(f"severity.{resolved.severity}", language),
        "subject": say(f"subject.{resolved.rule.binds}", language),
        "pack": pack_words(by, resolved.rule.pack, language),
        "pack_id": resolved.rule.pack,
        "affected": say(f"affected.{resolved.rule.binds}", language),
        "waivable": resolved.rule.waivable,
        "waiting": say(f"waiting.{resolved.rule.binds}", language) if resolved.rule.binds in WAITING else "",
        "mark": MARK_OF[str(resolved.rule.mark)],
        "unread": MARK_OF[str(resolved.rule.mark)] == "unread",
        "sentences": sentences,
        "facts": [
            (fact_words(by, fact, language), str(by.facts[fact].kind)) for fact in sorted(resolved.rule.facts)
        ],
        "citations": shown_citations(by, resolved.rule.cites, language),
        "numbers": [_number(by, value, on, language) for value in sorted(resolved.rule.values)],
        "cases": list(_cases(by.packs, name, language)),
        "changed": list(_adjustments(name, on, language)),
        "severities": [
            (
                pack_words(by, step.pack, language),
                say(f"severity.{step.severity}", language),
                say(f"severity-verdict.{step.verdict}", language),
            )
            for step in resolved.severity_trail
        ],
    }


def _in_words(texts: Mapping[str, str], language: str) -> str | SafeString:
    """A text of a pack; what is not in the reader's language carries its own."""
    chosen, written = choose(texts, language)
    return chosen if written == language else format_html('<span lang="{}">{}</span>', written, chosen)


def _card(pack: Pack, language: str) -> PackCard:
    return PackCard(
        id=pack.id,
        title=choose(pack.words, language)[0] or pack.id,
        layer=say(f"pack-layer.{pack.layer}", language),
        status=str(pack.status),
        status_word=say(f"pack-status.{pack.status}", language),
        note=_in_words({"en": pack.status_note, **pack.notes}, language),
        coverage=_in_words({"en": pack.coverage, **pack.coverages}, language),
        rules=len({one.id for one in pack.rules}),
        digest=pack.digest[:12],
    )


def _line(resolved: ResolvedRule, language: str) -> RuleLine:
    mark = str(resolved.rule.mark)
    return RuleLine(
        resolved.id,
        choose(resolved.rule.words, language)[0],
        say(f"severity.{resolved.severity}", language),
        MARK_OF[mark],
        say(f"source.{mark}", language),
    )


def _number(by: Stack, name: str, on: date, language: str) -> Number:
    every = [*by.packs, *institution_packs(on)]
    speaking = [pack for pack in every if name in pack.values]
    if not speaking:
        return Number(value_words(by, name, language), ())
    definition = define(name, speaking)
    moments = []
    for pack in speaking:
        for entry in sorted(pack.values[name].dated, key=lambda one: one.since):
            spoken = speak(definition, pack, entry, by.units)
            moments.append(
                Moment(
                    pack=choose(pack.words, language)[0] or pack.id,
                    since=entry.since,
                    until=entry.until,
                    shown=as_written(definition.type, spoken, language),
                    now=_holds(entry, on),
                    citations=_citations(by, pack, entry, language),
                )
            )
    layers = {
        one.pack: [(m.since, m.until, m.shown) for m in moments if m.pack == one.pack] for one in moments
    }
    return Number(
        value_words(by, name, language),
        tuple(moments),
        timeline(layers.items(), on),
        tuple(_holding(by, name, on, language)) if len(layers) > 1 else (),
    )


def _holding(by: Stack, name: str, on: date, language: str) -> Iterable[Holding]:
    """Today's number in the country, then within each institution that speaks of it."""
    own = [pack for pack in institution_packs(on) if name in pack.values]
    for where, read in (("", by), *((pack.institution, stack(on, pack.institution)) for pack in own)):
        resolved = read.values.get(name)
        if resolved is not None:
            yield Holding(
                institution=next(
                    (pack_words(read, one.id, language) for one in own if where and one.institution == where),
                    "",
                ),
                value=as_written(resolved.definition.type, resolved.spoken, language),
                steps=tuple(trail_sentence(read, name, step, language) for step in resolved.trail),
            )


def _holds(entry: DatedValue, on: date) -> bool:
    return entry.since <= on and (entry.until is None or on < entry.until)


def _citations(by: Stack, pack: Pack, entry: DatedValue, language: str) -> tuple[ShownCitation, ...]:
    if pack in by.packs:
        return shown_citations(by, entry.cites, language)
    return shown_citations(stack(by.on, pack.institution), entry.cites, language)


def _cases(packs: Iterable[Pack], rule: str, language: str) -> Iterable[Case]:
    marks = {"met": "yes", "not-met": "no", "undecided": "unknown", "not-applicable": "none"}
    for pack in packs:
        for path, content in sorted(pack.files.items()):
            rows = content.get("case", ()) if path.endswith(".cases.toml") else ()
            for row in rows if isinstance(rows, list) else ():
                expected = row.get("expect", {}).get(rule) if isinstance(row, Mapping) else None
                if isinstance(expected, str) and expected in marks:
                    yield Case(row["name"], row["on"], marks[expected], say(f"outcome.{expected}", language))


def _adjustments(rule: str, on: date, language: str) -> Iterable[dict[str, Any]]:
    for pack in institution_packs(on):
        for one in pack.adjustments:
            if one.rule == rule:
                yield {
                    "pack": choose(pack.words, language)[0] or pack.id,
                    "severity": say(f"severity.{one.severity}", language),
                    "since": one.since,
                    "reason": choose(one.reason, language)[0],
                }
