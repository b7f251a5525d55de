"""Rules asked of many records at once: the same blocks, once for each combination of facts that differs.

What a record alone would be told, it is told here: nothing but `ReadyCondition.outcome` and `Reading.settled` decides.
Waivers are not counted: they belong to one record and leave its outcome as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from tanym.core.kernel.canonical import canonical
from tanym.core.rules.columns import Columns, Wanted
from tanym.core.rules.conditions import ReadyCondition
from tanym.core.rules.outcomes import Outcome
from tanym.core.rules.plain import plain
from tanym.core.rules.resolved import Reading, ResolvedRule
from tanym.core.rules.rule import Severity, milder


class Told(IntEnum):
    """What one rule tells one record, in a byte. Weakly not met: by a value of weak evidence alone, so it warns at most."""

    NOT_APPLICABLE = 0
    MET = 1
    UNDECIDED = 2
    NOT_MET = 3
    WEAKLY_NOT_MET = 4
    UNREAD = 5

    @property
    def outcome(self) -> Outcome | None:
        """The outcome; None where the record can't be read."""
        return _OUTCOMES.get(self)

    def severity(self, declared: Severity) -> Severity:
        """The severity of the finding, where the rule asks for `declared` on the day."""
        return milder(declared, Severity.WARN) if self is Told.WEAKLY_NOT_MET else declared


_OUTCOMES = {
    Told.NOT_APPLICABLE: Outcome.NOT_APPLICABLE,
    Told.MET: Outcome.MET,
    Told.UNDECIDED: Outcome.UNDECIDED,
    Told.NOT_MET: Outcome.NOT_MET,
    Told.WEAKLY_NOT_MET: Outcome.NOT_MET,
}
_TOLD = {
    Outcome.NOT_APPLICABLE: Told.NOT_APPLICABLE,
    Outcome.MET: Told.MET,
    Outcome.UNDECIDED: Told.UNDECIDED,
    Outcome.NOT_MET: Told.NOT_MET,
}
_BY_BYTE = tuple(outcome for told, outcome in _OUTCOMES.items() if told is not Told.WEAKLY_NOT_MET)


def told(by: ResolvedRule, facts: Mapping[str, Any]) -> Told:
    """What the rule tells one record of typed facts."""
    outcome = by.reading.outcome(facts)
    firmly = by.firm.outcome(facts) if by.firm else outcome
    return _both(_TOLD[outcome], _TOLD[firmly])


def _both(every: Told, firmly: Told) -> Told:
    """Both readings in one, as `find` puts them together."""
    if firmly is Told.NOT_MET:
        return Told.NOT_MET
    return Told.WEAKLY_NOT_MET if every is Told.NOT_MET else every


class Questions:
    """Rules made ready to be asked of blocks of columns: what two rules ask alike is asked once."""

    def __init__(self, rules: Iterable[ResolvedRule]) -> None:
        self.rules = tuple(rules)
        self._conditions: dict[bytes, ReadyCondition] = {}
        self._readings = [
            (self._keyed(rule.reading), self._keyed(rule.firm) if rule.firm else None) for rule in self.rules
        ]
        self._together: dict[tuple[Wanted, ...], list[bytes]] = {}
        for key, ready in self._conditions.items():
            names = () if ready.missing_values else tuple(dict.fromkeys(ready.condition.facts))
            wanted = tuple(Wanted(name, ready.sees.get(name)) for name in names)
            self._together.setdefault(wanted, []).append(key)

    @property
    def columns(self) -> frozenset[Wanted]:
        """Every column that they read."""
        return frozenset(one for wanted in self._together for one in wanted)

    def ask(self, columns: Columns) -> list[bytes]:
        """What each rule tells every record: one `Told` a byte, in the order of the records."""
        answers: dict[bytes, bytes] = {}
        for wanted, keys in self._together.items():
            asked = [self._conditions[key] for key in keys]
            answers.update(zip(keys, _answers(columns, wanted, asked), strict=True))
        return [self._told(columns, every, firmly, answers) for every, firmly in self._readings]

    def _keyed(self, reading: Reading) -> _Keyed:
        keys = []
        for ready in (*reading.when, *reading.must, *reading.any_of):
            key = canonical([ready.condition.plain(), plain(ready.constants), list(ready.missing_values)])
            self._conditions.setdefault(key, ready)
            keys.append(key)
        return _Keyed(reading, tuple(keys))

    def _told(
        self, columns: Columns, every: _Keyed, firmly: _Keyed | None, answers: Mapping[bytes, bytes]
    ) -> bytes:
        found = every.settled(columns.size, answers)
        if firmly:
            both = (found, firmly.settled(columns.size, answers))
            found = _combined(both, lambda row: _both(Told(row[0]), Told(row[1])))
        if columns.unread:
            marked = bytearray(found)
            for place in columns.unread:
                marked[place] = Told.UNREAD
            return bytes(marked)
        return found


@dataclass(frozen=True, slots=True)
class _Keyed:
    """A reading with the keys of its conditions, in the order when, must, any."""

    reading: Reading
    keys: tuple[bytes, ...]

    def settled(self, size: int, answers: Mapping[bytes, bytes]) -> bytes:
        """The outcome for each record, worked out once for each combination of the conditions' answers."""
        if not self.keys:
            return bytes([_TOLD[self.reading.settled((), (), ())]]) * size
        return _combined([answers[key] for key in self.keys], self._of_row)

    def _of_row(self, row: Sequence[int]) -> Told:
        found = [_BY_BYTE[one] for one in row]
        when = len(self.reading.when)
        must = when + len(self.reading.must)
        return _TOLD[self.reading.settled(found[:when], found[when:must], found[must:])]


def _combined(columns: Sequence[bytes], of_row: Callable[[Sequence[int]], Told]) -> bytes:
    if len(columns) == 1:
        known = {one: of_row((one,)) for one in set(columns[0])}
        return columns[0].translate(bytes(known.get(one, 0) for one in range(256)))
    by_row = {row: of_row(row) for row in set(zip(*columns, strict=True))}
    return bytes(map(by_row.__getitem__, zip(*columns, strict=True)))


def _answers(columns: Columns, wanted: tuple[Wanted, ...], asked: Sequence[ReadyCondition]) -> list[bytes]:
    """The answers of conditions that see the same of the same facts, asked together once for each combination that differs."""
    if not wanted:
        return [bytes([_TOLD[one.outcome({})]]) * columns.size for one in asked]
    names = [one.fact for one in wanted]
    read = [columns.column(one) for one in wanted]
    if len(read) == 1:
        ((alone,), (name,)) = read, names
        tables = _ask(({} if value is None else {name: value} for value in alone.different), asked)
        return [bytes(map(table.__getitem__, alone.codes)) for table in tables]
    codes = [one.codes for one in read]
    rows = list(set(zip(*codes, strict=True)))
    values = (
        {name: one.different[code] for name, one, code in zip(names, read, row, strict=True) if code}
        for row in rows
    )
    tables = _ask(values, asked)
    place = dict(zip(rows, range(len(rows)), strict=True))
    places = list(map(place.__getitem__, zip(*codes, strict=True)))
    return [bytes(map(table.__getitem__, places)) for table in tables]


def _ask(values: Iterable[Mapping[str, Any]], asked: Sequence[ReadyCondition]) -> list[bytes]:
    tables: list[list[Outcome]] = [[] for _ in asked]
    pairs = [(table.append, one.outcome) for table, one in zip(tables, asked, strict=True)]
    for facts in values:
        for note, outcome in pairs:
            note(outcome(facts))
    return [bytes(map(_BY_BYTE.index, table)) for table in tables]
