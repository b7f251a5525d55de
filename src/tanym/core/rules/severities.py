"""The severity of a rule on a day: what its pack declares, what lower layers make of it, what its evidence allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tanym.core.rules.citations import Citation
from tanym.core.rules.dated import in_force
from tanym.core.rules.layers import is_firm
from tanym.core.rules.pack import Pack
from tanym.core.rules.rule import Rule, Severity, milder


class SeverityVerdict(StrEnum):
    """What became of a layer's severity."""

    DECLARED = "declared"
    CAPPED = "capped-by-evidence"
    RAISED = "raised"
    LOWERED = "lowered"
    SAME = "same"
    NOT_ALLOWED = "ignored-not-allowed"


@dataclass(frozen=True, slots=True)
class SeverityStep:
    """One pack's word on the severity, with the reason that an adjustment must give."""

    pack: str
    severity: Severity
    verdict: SeverityVerdict
    cites: tuple[Citation, ...]
    reason: Mapping[str, str]


def settle_severity(
    rule: Rule, home: Pack, packs: Sequence[Pack], on: date
) -> tuple[Severity, tuple[SeverityStep, ...]]:
    """The severity on the day and its trail.

    A rule whose best citation is weak, or whose pack is a draft or illustration, warns at most. A lower layer may
    raise it (to a block only with firm evidence of its own), or lower it to `may_lower_to`.
    """
    severity = rule.severity if is_firm(home, rule.cites) else milder(rule.severity, Severity.WARN)
    verdict = SeverityVerdict.DECLARED if severity is rule.severity else SeverityVerdict.CAPPED
    trail = [SeverityStep(rule.pack, severity, verdict, rule.cites, {})]
    for pack in packs[packs.index(home) + 1 :]:
        change = in_force([one for one in pack.adjustments if one.rule == rule.id], on)
        if change is None:
            continue
        firm = is_firm(pack, change.cites)
        wanted = change.severity if firm else milder(change.severity, Severity.WARN)
        verdict = _verdict(rule, severity, wanted, firm)
        if verdict is not SeverityVerdict.NOT_ALLOWED:
            severity = wanted
        trail.append(SeverityStep(pack.id, wanted, verdict, change.cites, change.reason))
    return severity, tuple(trail)


def _verdict(rule: Rule, now: Severity, wanted: Severity, firm: bool) -> SeverityVerdict:
    if wanted is now:
        return SeverityVerdict.SAME
    if wanted.rank > now.rank:
        return SeverityVerdict.RAISED
    lowest = rule.may_lower_to
    allowed = firm and lowest is not None and wanted.rank >= lowest.rank
    return SeverityVerdict.LOWERED if allowed else SeverityVerdict.NOT_ALLOWED
