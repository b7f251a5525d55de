"""One signature, one reading: a value written in another of the ways that are signed alike reads as it did, or is refused."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from tanym.core.credentials.checks import Name
from tanym.core.credentials.plain import read
from tests.core.credentials.cast import CONFIRMED, answers, decision, issued, verified

BADGES = {"badge": issued(), "decision": issued(decision())}


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value of a document; of a list, to those of its first item (the others are built alike)."""
    for name, value in node.items() if isinstance(node, dict) else enumerate(node[:1]):
        yield (*path, name)
        if isinstance(value, dict | list):
            yield from places(value, (*path, name))


def rewritten(badge: dict[str, Any], path: tuple[Any, ...], way: str) -> dict[str, Any]:
    changed = copy.deepcopy(badge)
    holder: Any = changed
    for step in path[:-1]:
        holder = holder[step]
    value = holder[path[-1]]
    holder[path[-1]] = {"list": [value], "twice": [value, copy.deepcopy(value)], "value": {"@value": value}}[
        way
    ]
    return changed


@pytest.mark.parametrize("way", ["list", "twice", "value"])
@pytest.mark.parametrize("kind", BADGES)
def test_a_value_in_another_spelling_reads_as_it_did_or_is_refused(kind: str, way: str) -> None:
    badge = BADGES[kind]
    for path in list(places({name: value for name, value in badge.items() if name != "proof"})):
        changed = rewritten(badge, path, way)
        if read(changed) == read(badge):
            continue
        found = answers(verified(json.dumps(changed).encode()))
        checks = {found[name.value] for name in (Name.SCHEMA, Name.SIGNATURE, Name.DATES)}
        assert checks != {CONFIRMED}, path
