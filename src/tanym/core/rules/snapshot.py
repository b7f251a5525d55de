"""Reading back the facts that a report was made from, out of the plain data in which they were kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules.reading import admitting
from tanym.core.rules.types import Typed, ValueType
from tanym.core.rules.vocabulary import Facts, FactType


def read_snapshot(known: Mapping[str, FactType], snapshot: Mapping[str, object]) -> Facts:
    """The typed facts that `plain_facts` wrote; `plain_facts(read_snapshot(known, data)) == data`.

    Raises `InvalidValue`: `fact.unknown`, or `value.type` with the name of the fact.
    """
    return {name: reading_fact(known, name)(value) for name, value in snapshot.items()}


def reading_fact(known: Mapping[str, FactType], name: str) -> Callable[[object], Typed]:
    """The reader of one fact, for many values. Raises, and its answers raise, as `read_snapshot`."""
    if name not in known:
        raise InvalidValue("fact.unknown", fact=name)
    kind = known[name].type
    admitted, dated = admitting(kind), _DATED.get(kind)

    def read(value: object) -> Typed:
        try:
            return admitted(dated(value) if dated else value)
        except (InvalidValue, ValueError) as wrong:
            raise InvalidValue("value.type", fact=name, type=str(kind), given=str(value)[:80]) from wrong

    return read


def _date(value: object) -> object:
    """Days stand as ISO texts in plain data."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _interval(value: object) -> object:
    if not isinstance(value, Mapping):
        return value
    return {name: _date(one) for name, one in value.items()}


_DATED: Mapping[ValueType, Callable[[object], object]] = {
    ValueType.DATE: _date,
    ValueType.INTERVAL: _interval,
}
