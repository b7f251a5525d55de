"""Open recognition cases beside other rules: each keeps the version that it began with."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tanym.apps.recognition.queries import under_way
from tanym.core.kernel.periods import Period
from tanym.core.rules import Pack, Stack


def cases(pack: Pack, before: Stack, after: Stack) -> dict[str, Any]:
    """How many cases are under way, by which version of the pack, and which terms and tables the next ones get."""
    versions: Counter[str] = Counter()
    clocks: Counter[str] = Counter()
    number = 0
    for one in under_way():
        if pack.institution and one.organisation != pack.institution:
            continue
        number += 1
        versions[one.packs.get(pack.id, "")] += 1
        clocks.update(one.running)
    return {
        "open": number,
        "pinned": dict(sorted(versions.items())),
        "terms": [
            {"name": name, "before": was, "after": now, "running": clocks[name]}
            for name, was, now in _terms(before, after)
        ],
        "procedures": sorted(
            name
            for name in {*before.procedures, *after.procedures}
            if _table(before, name) != _table(after, name)
        ),
    }


def _terms(before: Stack, after: Stack) -> list[tuple[str, str, str]]:
    found = []
    for name in sorted({*before.values, *after.values}):
        was, now = before.value(name), after.value(name)
        if was != now and (isinstance(was, Period) or isinstance(now, Period)):
            found.append((name, str(was or ""), str(now or "")))
    return found


def _table(stack: Stack, name: str) -> Any:
    return stack.procedures[name].content if name in stack.procedures else None
