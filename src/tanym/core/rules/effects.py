"""Effects: what a record is told otherwise when the rules are others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tanym.core.rules.columnwise import Told
from tanym.core.rules.outcomes import Outcome
from tanym.core.rules.resolved import ResolvedRule
from tanym.core.rules.rule import Severity


class EffectKind(StrEnum):
    """How a finding changes. Otherwise: from met to undecided or back, so that nothing new stands in the way."""

    NEWLY_FAILS = "newly-fails"
    NEWLY_PASSES = "newly-passes"
    SEVERITY = "severity-changes"
    OTHERWISE = "otherwise"


@dataclass(frozen=True, slots=True)
class Effect:
    """What one rule tells one record before and after; an outcome is None where the rule is not there."""

    rule: str
    kind: EffectKind
    before: Outcome | None
    after: Outcome | None
    severity_before: Severity | None
    severity_after: Severity | None

    @property
    def blocks(self) -> bool:
        """Whether something stands in the way afterwards that did not before."""
        return (
            self.severity_after is Severity.BLOCK
            and self.after is Outcome.NOT_MET
            and not (self.before is Outcome.NOT_MET and self.severity_before is Severity.BLOCK)
        )


def effect(
    rule: str,
    before: tuple[ResolvedRule, Told] | None,
    after: tuple[ResolvedRule, Told] | None,
) -> Effect | None:
    """The effect on a record, from what it is told before and after; None where nothing changes for it."""
    outcome, severity = _finding(before)
    then, severity_then = _finding(after)
    kind = _kind(outcome, then, severity is not severity_then)
    return Effect(rule, kind, outcome, then, severity, severity_then) if kind else None


def _finding(told: tuple[ResolvedRule, Told] | None) -> tuple[Outcome | None, Severity | None]:
    if told is None:
        return None, None
    rule, one = told
    return one.outcome, one.severity(rule.severity)


def _kind(before: Outcome | None, after: Outcome | None, other_severity: bool) -> EffectKind | None:
    fails, failed = after is Outcome.NOT_MET, before is Outcome.NOT_MET
    if fails and failed:
        return EffectKind.SEVERITY if other_severity else None
    if fails or failed:
        return EffectKind.NEWLY_FAILS if fails else EffectKind.NEWLY_PASSES
    return EffectKind.OTHERWISE if (before is Outcome.UNDECIDED) is not (after is Outcome.UNDECIDED) else None


def touched(
    before: Mapping[str, ResolvedRule], after: Mapping[str, ResolvedRule]
) -> tuple[tuple[str, ResolvedRule | None, ResolvedRule | None], ...]:
    """The rules that two stacks can answer differently, by id: of all others every record is told the same."""
    pairs = [(name, before.get(name), after.get(name)) for name in sorted({*before, *after})]
    return tuple(pair for pair in pairs if not _alike(pair[1], pair[2]))


def _alike(before: ResolvedRule | None, after: ResolvedRule | None) -> bool:
    return (
        before is not None
        and after is not None
        and before.severity is after.severity
        and before.key() == after.key()
    )


def effects_of(
    rule: str,
    before: tuple[ResolvedRule, bytes] | None,
    after: tuple[ResolvedRule, bytes] | None,
    size: int,
) -> dict[int, Effect]:
    """The effect of one rule on each of `size` records that it has one on, by their places; answers as `Questions.ask`."""
    was, now = (before[1] if before else bytes(size)), (after[1] if after else bytes(size))
    known: dict[tuple[int, int], Effect] = {}
    for pair in set(zip(was, now, strict=True)):
        if Told.UNREAD in pair:
            continue
        found = effect(
            rule,
            (before[0], Told(pair[0])) if before else None,
            (after[0], Told(pair[1])) if after else None,
        )
        if found:
            known[pair] = found
    if not known:
        return {}
    return {place: known[pair] for place, pair in enumerate(zip(was, now, strict=True)) if pair in known}
