"""Which rules a published version falls short of that did not stand in its way when it was approved, and by whose word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tanym.apps.policy.queries import calendar, in_force
from tanym.apps.policy.register import FROM_THE_BEGINNING
from tanym.core.kernel.errors import TanymError
from tanym.core.kernel.periods import Period, Unit, last_day
from tanym.core.rules.columnwise import Told
from tanym.core.rules.outcomes import Outcome
from tanym.core.rules.resolved import ResolvedRule
from tanym.core.rules.rule import Severity
from tanym.core.rules.stack import Stack
from tanym.core.rules.waivers import Waiver, waiver_for

WITHIN = "re-review.within"
"""The value that gives the time for a review; while no pack has one, a review has no due day."""


def newly_short(
    told: Iterable[tuple[ResolvedRule, Told]],
    report: Mapping[str, Any] | None,
    stack: Stack,
    on: date,
    waivers: Iterable[Waiver],
) -> list[dict[str, Any]]:
    """The rules of a review: not met now, not so (or more mildly) in the report of the approval, not waived.

    A version without a report is held to what blocks: nobody knows what it was approved in spite of.
    """
    then = {one["rule"]: one for one in report["findings"]} if report else {}
    waived = tuple(waivers)
    found = []
    for rule, one in told:
        severity = one.severity(rule.severity)
        if one.outcome is not Outcome.NOT_MET or severity is Severity.INFO:
            continue
        if waiver_for(rule.rule, waived, on) or (report is None and severity is not Severity.BLOCK):
            continue
        before = then.get(rule.id)
        if before and before["outcome"] == "not-met" and Severity(before["severity"]).rank >= severity.rank:
            continue
        found.append({"rule": rule.id, "severity": str(severity), **_by(rule, report, stack, on)})
    return found


def _by(rule: ResolvedRule, report: Mapping[str, Any] | None, stack: Stack, on: date) -> dict[str, str]:
    """The pack whose new version asks it, the digest of that, and since when it does."""
    values = (stack.values[name].spoken.pack for name in rule.rule.values if name in stack.values)
    concerned = {rule.rule.pack, *values}
    digests = stack.digests
    then = report["packs"] if report else digests
    changed = [
        pack.id for pack in stack.packs if pack.id in concerned and then.get(pack.id) != digests[pack.id]
    ]
    pack = changed[-1] if changed else rule.rule.pack
    row = in_force(pack, on) if changed else None
    since = on
    if row and row.since != FROM_THE_BEGINNING:
        since = row.since
    elif report and stack.since and stack.since > date.fromisoformat(report["on"]):
        since = stack.since  # a line of the same version that began later
    return {"pack": pack, "bundle": digests[pack], "since": since.isoformat()}


def due(since: date, stack: Stack) -> date | None:
    """The last day of the review; None while no pack gives the time for it."""
    within = stack.value(WITHIN)
    if not isinstance(within, Period):
        return None
    if within.unit is not Unit.WORKING_DAY:
        return last_day(since, within)
    try:
        return calendar().due(since, within)
    except TanymError:  # the calendar of that year is not out yet
        return None
