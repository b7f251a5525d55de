"""Layers: of what several packs say of one value, which wins on a day and why; the trail remembers all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules.citations import Citation, Mark, best
from tanym.core.rules.dated import DatedValue, in_force
from tanym.core.rules.directions import Comparison, Direction, compare
from tanym.core.rules.pack import Layer, Pack
from tanym.core.rules.reading import Units, read_value
from tanym.core.rules.types import Typed, ValueType


class Verdict(StrEnum):
    """What became of a layer's value."""

    FIRST = "first"
    SAME = "same"
    TIGHTER = "tighter"
    LOOSER_ALLOWED = "looser-allowed"
    TOO_LOOSE = "ignored-looser-than-allowed"
    WEAKER_EVIDENCE = "ignored-weaker-evidence"
    UNITS_DIFFER = "ignored-units-differ"

    @property
    def wins(self) -> bool:
        return self in (Verdict.FIRST, Verdict.SAME, Verdict.TIGHTER, Verdict.LOOSER_ALLOWED)


@dataclass(frozen=True, slots=True)
class Definition:
    """What the uppermost layer that names a value fixes for all: its type and direction."""

    name: str
    type: ValueType
    tighter: Direction | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one pack says of a value on a day, typed; `raw` keeps the text that the law uses."""

    pack: str
    layer: Layer
    since: date
    raw: object
    value: Typed
    loosen_to: Typed | None
    cites: tuple[Citation, ...]
    firm: bool

    @property
    def mark(self) -> Mark:
        return best(self.cites)


@dataclass(frozen=True, slots=True)
class TrailStep:
    """One layer's word and its verdict. The last step whose verdict wins gave the value."""

    spoken: Spoken
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ResolvedValue:
    """A value on a day, and how it came about."""

    definition: Definition
    spoken: Spoken
    trail: tuple[TrailStep, ...]

    @property
    def value(self) -> Typed:
        return self.spoken.value

    @property
    def firm(self) -> bool:
        """Whether it may block: its best citation is V or O and its pack neither draft nor illustration."""
        return self.spoken.firm


def speak(definition: Definition, pack: Pack, entry: DatedValue, units: Units) -> Spoken:
    """A dated entry, typed. Raises `InvalidValue` with the code of what is wrong with the text."""
    loosen_to = None if entry.loosen_to is None else read_value(definition.type, entry.loosen_to, units)
    return Spoken(
        pack=pack.id,
        layer=pack.layer,
        since=entry.since,
        raw=entry.raw,
        value=read_value(definition.type, entry.raw, units),
        loosen_to=loosen_to,
        cites=entry.cites,
        firm=is_firm(pack, entry.cites),
    )


def is_firm(pack: Pack, cites: Sequence[Citation]) -> bool:
    """Whether what the pack says with these citations may block."""
    return pack.firm and best(cites).firm


def spoken_on(
    definition: Definition, packs: Sequence[Pack], on: date, units: Units, *, firm_only: bool = False
) -> list[Spoken]:
    """What each pack says of the value on the day, uppermost first; of weak entries nothing if `firm_only`."""
    result: list[Spoken] = []
    for pack in packs:
        dated = pack.values[definition.name].dated if definition.name in pack.values else ()
        heard = [one for one in dated if not firm_only or is_firm(pack, one.cites)]
        if entry := in_force(heard, on):
            result.append(speak(definition, pack, entry, units))
    return result


def settle(definition: Definition, spoken: Sequence[Spoken]) -> ResolvedValue | None:
    """Read the layers downwards and keep the winner; None where no layer speaks."""
    winner: Spoken | None = None
    trail: list[TrailStep] = []
    for one in spoken:
        verdict = Verdict.FIRST if winner is None else _verdict(definition.tighter, winner, one)
        trail.append(TrailStep(one, verdict))
        if verdict.wins:
            winner = one
    return ResolvedValue(definition, winner, tuple(trail)) if winner else None


def _verdict(direction: Direction | None, winner: Spoken, below: Spoken) -> Verdict:
    match compare(direction, winner.value, below.value):
        case Comparison.SAME:
            return Verdict.SAME
        case Comparison.TIGHTER:
            return Verdict.TIGHTER
        case Comparison.UNITS_DIFFER:
            return Verdict.UNITS_DIFFER
        case Comparison.LOOSER:
            if winner.firm and not below.firm:
                return Verdict.WEAKER_EVIDENCE  # a weak value never takes a block away
            if winner.loosen_to is None:
                return Verdict.TOO_LOOSE
            allowed = compare(direction, winner.loosen_to, below.value)
            return (
                Verdict.LOOSER_ALLOWED
                if allowed in (Comparison.SAME, Comparison.TIGHTER)
                else Verdict.TOO_LOOSE
            )


def define(name: str, packs: Sequence[Pack]) -> Definition:
    """The type and direction of a value, from the uppermost pack that names it.

    Raises `InvalidValue("value.no-type")` or `InvalidValue("value.direction")`.
    """
    entry = next(pack.values[name] for pack in packs if name in pack.values)
    if entry.type not in set(ValueType):
        raise InvalidValue("value.no-type", value=name)
    if entry.tighter and entry.tighter not in set(Direction):
        raise InvalidValue("value.direction", value=name, tighter=entry.tighter)
    return Definition(name, ValueType(entry.type), Direction(entry.tighter) if entry.tighter else None)
