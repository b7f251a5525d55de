"""Reports on many records of one day: what a rule says is worked out once for all records of which it sees the same."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from tanym.core.kernel.canonical import canonical
from tanym.core.kernel.errors import Refused
from tanym.core.rules.blocks.block import View
from tanym.core.rules.findings import Finding, find
from tanym.core.rules.plain import plain_facts
from tanym.core.rules.report import Report, plain_finding
from tanym.core.rules.resolved import ResolvedRule
from tanym.core.rules.stack import Stack, rules_binding
from tanym.core.rules.types import Typed
from tanym.core.rules.vocabulary import admit_facts

MOST_KEPT = 10_000
"""Findings that are remembered; then all are forgotten."""


@dataclass(frozen=True, slots=True)
class Reported:
    """The bytes of a report, their digest, the plain facts it was made from, and the rules that stand in the way."""

    content: bytes
    digest: str
    facts: dict[str, Any]
    blocking: tuple[str, ...]


class AlikeReports:
    """Reports on records of one kind, none of which has a waiver: the very bytes that `report.check` makes of each."""

    def __init__(self, stack: Stack, subject: str, on: date) -> None:
        """Raises `Refused("stack.other-day")` where the stack was resolved for a time in which other law holds."""
        if not stack.holds_on(on):
            raise Refused("stack.other-day", on=on, resolved=stack.on)
        self._stack, self._on = stack, on
        self._rules = [(rule, _seen_by(rule)) for rule in rules_binding(stack, subject)]
        self._kept: dict[tuple[int, tuple[Hashable, ...]], tuple[Finding, str]] = {}
        empty = Report(subject, "", on, stack.digests, stack.vocabulary, stack.functions, {}, (), ())
        whole = json.loads(empty.to_bytes())
        self._before = _text({"facts": ""})[
            :-2
        ]  # in the order of names nothing else stands before the findings
        rest = {name: value for name, value in whole.items() if name not in ("facts", "findings")}
        self._rest = _split(_text(rest))

    def report(self, facts: Mapping[str, object], of: str) -> Reported:
        """The report on one record. Raises what `check` raises for a fact."""
        typed = admit_facts(self._stack.facts, facts)
        found = [self._finding(number, typed) for number in range(len(self._rules))]
        plainly = plain_facts(typed)
        digest = sha256(canonical(plainly)).hexdigest()
        before, after = self._rest
        text = (
            f'{self._before}{digest}","findings":[{",".join(text for _, text in found)}],'
            f"{before}{json.dumps(of, ensure_ascii=False)}{after}"
        )
        content = text.encode("utf-8")
        blocking = tuple(finding.rule for finding, _ in found if finding.blocks)
        return Reported(content, sha256(content).hexdigest(), plainly, blocking)

    def _finding(self, number: int, facts: Mapping[str, Typed]) -> tuple[Finding, str]:
        rule, seen = self._rules[number]
        key = (number, tuple([_of(facts.get(name), views) for name, views in seen]))
        found = self._kept.get(key)
        if found is None:
            finding = find(self._stack, rule, facts, self._on)
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            found = self._kept[key] = (finding, _text(plain_finding(finding)))
        return found


def _seen_by(rule: ResolvedRule) -> tuple[tuple[str, tuple[View, ...]], ...]:
    """The facts that a rule reads, each with the views through which it does; no view: it sees the fact as it is."""
    seen: dict[str, list[View | None]] = {}
    for reading in (rule.reading, rule.firm):
        if reading is not None:
            for ready in (*reading.when, *reading.must, *reading.any_of):
                for name in ready.condition.facts:
                    seen.setdefault(name, []).append(ready.sees.get(name))
    return tuple(
        (name, () if None in views else tuple({view.name: view for view in views if view}.values()))
        for name, views in seen.items()
    )


def _of(value: Typed | None, views: tuple[View, ...]) -> Hashable:
    if value is None:
        return None
    if views:
        return tuple([view.of(value) for view in views])
    try:
        hash(value)
    except TypeError:
        return canonical(plain_facts({"": value}))
    return type(value), value


def _text(value: Any) -> str:
    return canonical(value).decode("utf-8")


def _split(rest: str) -> tuple[str, str]:
    """What stands before and after the name of the record, without the brace that opens."""
    before, _, after = rest.partition('"of":""')
    return f'{before.removeprefix("{")}"of":', after
