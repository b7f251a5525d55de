"""Reports: all findings on one record, as bytes that anybody can compute again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from tanym.core.kernel.canonical import canonical
from tanym.core.kernel.errors import Refused
from tanym.core.rules.findings import ConditionRead, Finding, find
from tanym.core.rules.outcomes import Outcome
from tanym.core.rules.plain import facts_digest, plain
from tanym.core.rules.stack import Stack, rules_binding
from tanym.core.rules.types import Typed
from tanym.core.rules.vocabulary import admit_facts
from tanym.core.rules.waivers import Waiver

FORMAT = "tanym-report/1"


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of every rule that binds the subject, by rule id; no clock and no machine is in it.

    `subject` says which kind of record was checked (design, assessment …), `of` which one. `facts` are the typed
    facts; the bytes hold their digest only, so a report names no person.
    """

    subject: str
    of: str
    on: date
    packs: Mapping[str, str]
    vocabulary: str
    functions: int
    facts: Mapping[str, Typed]
    waivers: tuple[Waiver, ...]
    findings: tuple[Finding, ...]

    @property
    def outcome(self) -> Outcome:
        """Not met where a finding blocks or warns, else undecided where one is, else met."""
        outcomes = {one.outcome for one in self.findings}
        return next((one for one in (Outcome.NOT_MET, Outcome.UNDECIDED) if one in outcomes), Outcome.MET)

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """What stands in the way."""
        return tuple(one for one in self.findings if one.blocks)

    @property
    def undecided(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.outcome is Outcome.UNDECIDED)

    def finding(self, rule: str) -> Finding | None:
        """The finding of one rule; None where it does not bind this subject on the day."""
        return next((one for one in self.findings if one.rule == rule), None)

    def plain(self) -> dict[str, Any]:
        """JSON data; the words are rendered by the page from the bundles that the digests name."""
        return {
            "format": FORMAT,
            "subject": self.subject,
            "of": self.of,
            "on": self.on.isoformat(),
            "packs": dict(self.packs),
            "vocabulary": self.vocabulary,
            "functions": self.functions,
            "facts": facts_digest(self.facts),
            "waivers": [plain_waiver(one) for one in self.waivers],
            "findings": [plain_finding(one) for one in self.findings],
        }

    def to_bytes(self) -> bytes:
        """The same inputs give the same bytes (RFC 8785)."""
        return canonical(self.plain())

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, lower-case hexadecimal."""
        return sha256(self.to_bytes()).hexdigest()


def check(
    stack: Stack,
    subject: str,
    facts: Mapping[str, object],
    on: date,
    waivers: Sequence[Waiver] = (),
    *,
    of: str = "",
) -> Report:
    """Ask every rule that binds `subject` about typed facts (hundredths of credits, whole minutes …).

    Raises `InvalidValue` for a fact of the wrong type or an unknown name, and `Refused("stack.other-day")` where
    the stack was resolved for a time in which other law holds.
    """
    if not stack.holds_on(on):
        raise Refused("stack.other-day", on=on, resolved=stack.on)
    typed = admit_facts(stack.facts, facts)
    ordered = tuple(sorted(waivers, key=lambda one: (one.rule, one.since, one.person, one.reason)))
    findings = tuple(find(stack, rule, typed, on, ordered) for rule in rules_binding(stack, subject))
    return Report(subject, of, on, stack.digests, stack.vocabulary, stack.functions, typed, ordered, findings)


def outcomes(stack: Stack, subject: str, facts: Mapping[str, Typed]) -> dict[str, Outcome]:
    """Outcomes alone, by rule, of facts that are typed already: for catalogues and simulations."""
    return {rule.id: rule.outcome(facts) for rule in rules_binding(stack, subject)}


def agrees(report: bytes, stack: Stack, facts: Mapping[str, object], waivers: Iterable[Waiver] = ()) -> bool:
    """Whether computing the report again from these inputs gives the same bytes."""
    kept = json.loads(report)
    again = check(
        stack, kept["subject"], facts, date.fromisoformat(kept["on"]), tuple(waivers), of=kept["of"]
    )
    return again.to_bytes() == report


def plain_waiver(waiver: Waiver) -> dict[str, Any]:
    return {
        "rule": waiver.rule,
        "person": waiver.person,
        "reason": waiver.reason,
        "since": waiver.since.isoformat(),
        "until": plain(waiver.until),
    }


def read_waiver(plain_: Mapping[str, Any]) -> Waiver:
    """The waiver that `plain_waiver` wrote."""
    until = plain_["until"]
    return Waiver(
        plain_["rule"],
        plain_["person"],
        plain_["reason"],
        date.fromisoformat(plain_["since"]),
        date.fromisoformat(until) if until else None,
    )


def plain_finding(finding: Finding) -> dict[str, Any]:
    """JSON data of a finding, without the facts' contents: these stand in the snapshot of the facts."""
    return {
        "rule": finding.rule,
        "pack": finding.pack,
        "outcome": str(finding.outcome),
        "severity": str(finding.severity),
        "declared": str(finding.declared),
        "evidence": str(finding.evidence),
        "cites": [str(one) for one in finding.cites],
        "conditions": [_plain_condition(one) for one in finding.conditions],
        "missing": list(finding.missing),
        "missing_values": list(finding.missing_values),
        "trail": {
            name: [
                {
                    "pack": step.spoken.pack,
                    "since": step.spoken.since.isoformat(),
                    "value": plain(step.spoken.raw),
                    "cites": [str(one) for one in step.spoken.cites],
                    "verdict": str(step.verdict),
                }
                for step in steps
            ]
            for name, steps in finding.trail.items()
        },
        "severities": [
            {"pack": step.pack, "severity": str(step.severity), "verdict": str(step.verdict)}
            for step in finding.severity_trail
        ],
        "waiver": plain_waiver(finding.waiver) if finding.waiver else None,
    }


def _plain_condition(read: ConditionRead) -> dict[str, Any]:
    return {
        "role": read.role,
        "condition": read.condition.plain(),
        "outcome": str(read.outcome),
        "unknown": [fact.name for fact in read.facts if fact.value is None],
        "values": {value.name: plain(value.value) for value in read.values},
    }
