"""What builds on what: which other micro-qualifications, and which agreed places, a newly failing one takes along."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tanym.core.rules.columns import Columns


class Pathways:
    """The links between published micro-qualifications, as their records state them."""

    def __init__(self) -> None:
        self._upon: dict[str, set[str]] = {}
        self._failing: set[str] = set()

    def add(self, code: str, builds_on: Iterable[str], failing: bool) -> None:
        """One record: the codes of what it builds on, and whether something newly stands in its way."""
        for unit in builds_on:
            self._upon.setdefault(unit, set()).add(code)
        if failing:
            self._failing.add(code)

    def broken(self) -> list[dict[str, Any]]:
        """Each newly failing unit that others build on, with these: pathways that lose a step."""
        return [
            {"unit": unit, "upper": sorted(upper)}
            for unit, upper in sorted(self._upon.items())
            if unit in self._failing
        ]


def of_records(columns: Columns) -> list[tuple[list[str], list[str]]]:
    """What each record builds on, and the disciplines where an agreement lets it count."""
    links: list[Any] = columns.values("design.stack_links")
    targets: list[Any] = columns.values("design.stack_targets")
    return [
        (sorted(lower for _, lower in link or ()), sorted(target or ()))
        for link, target in zip(links, targets, strict=True)
    ]
