"""Reading back the facts that a report was made from, out of the plain data in which they were kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules.reading import admit
from tanym.core.rules.types import Typed, ValueType
from tanym.core.rules.vocabulary import Facts, FactType


def read_snapshot(known: Mapping[str, FactType], snapshot: Mapping[str, object]) -> Facts:
    """The typed facts that `plain_facts` wrote; `plain_facts(read_snapshot(known, data)) == data`.

    Raises `InvalidValue`: `fact.unknown`, or `value.type` with the name of the fact.
    """
    result: dict[str, Typed] = {}
    for name, value in snapshot.items():
        if name not in known:
            raise InvalidValue("fact.unknown", fact=name)
        kind = known[name].type
        try:
            result[name] = admit(kind, _dated(kind, value))
        except (InvalidValue, ValueError) as wrong:
            raise InvalidValue("value.type", fact=name, type=str(kind), given=str(value)[:80]) from wrong
    return result


def _dated(kind: ValueType, value: object) -> object:
    """Days stand as ISO texts in plain data."""
    if kind is ValueType.DATE and isinstance(value, str):
        return date.fromisoformat(value)
    if kind is ValueType.INTERVAL and isinstance(value, Mapping):
        return {name: date.fromisoformat(one) if isinstance(one, str) else one for name, one in value.items()}
    return value
