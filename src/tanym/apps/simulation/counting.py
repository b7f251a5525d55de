"""The counts of a simulation: by kind of effect, by rule, by provider, sector and region; as small as these are few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from tanym.core.rules.effects import Effect

UNREAD = "unread"
"""The kind of a record that could not be checked."""

PLACES = ("sector", "region", "provider")


class Counts:
    """What is counted while the blocks go by."""

    def __init__(self) -> None:
        self._records = self._affected = self._blocked = 0
        self._kinds: Counter[str] = Counter()
        self._rules: dict[str, Counter[str]] = {}
        self._places: dict[str, dict[str, Counter[str]]] = {place: {} for place in PLACES}

    def add(self, places: Mapping[str, str], effects: Iterable[Effect], unread: bool = False) -> None:
        """One record, with what changes for it."""
        found = list(effects)
        kinds = {UNREAD} if unread else {str(one.kind) for one in found}
        self._records += 1
        self._affected += bool(found)
        self._blocked += any(one.blocks for one in found)
        self._kinds.update(kinds)
        for one in found:
            self._rules.setdefault(one.rule, Counter())[str(one.kind)] += 1
        for place, key in places.items():
            counted = self._places[place].setdefault(key, Counter())
            counted["records"] += 1
            counted.update(kinds)

    def summary(self) -> dict[str, Any]:
        """All counts as plain JSON."""
        return {
            "records": self._records,
            "affected": self._affected,
            "blocked": self._blocked,
            "kinds": dict(sorted(self._kinds.items())),
            "rules": {rule: dict(sorted(found.items())) for rule, found in sorted(self._rules.items())},
            "by": {
                place: {key: dict(sorted(found.items())) for key, found in sorted(some.items())}
                for place, some in self._places.items()
            },
        }
