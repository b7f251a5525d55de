"""The checker's questions on values and layers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.faults import Fault
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.rules.dated import ValueEntry
from tanym.core.rules.directions import Direction, fits
from tanym.core.rules.layers import Definition, Verdict, define, settle, speak, spoken_on
from tanym.core.rules.pack import Pack
from tanym.core.rules.stack import value_names


def value_faults(packs: Sequence[Pack]) -> list[Fault]:
    """Faults of values, read across the layers: types come from above, and so do limits."""
    units = {name: unit.minutes for pack in packs for name, unit in pack.units.items()}
    faults: list[Fault] = []
    for name in value_names(packs):
        home, *below = [pack for pack in packs if name in pack.values]
        place = _place(home, name)
        entry = home.values[name]
        missing = [language for language in LANGUAGES if not entry.words.get(language, "").strip()]
        if missing:
            faults.append(Fault("words.missing", place, {"languages": ", ".join(missing)}))
        try:
            definition = define(name, packs)
        except InvalidValue as wrong:
            faults.append(Fault(wrong.code, place, wrong.details))
            continue
        if definition.tighter and not fits(definition.tighter, definition.type):
            faults.append(Fault("value.direction", place, {"value": name, "tighter": entry.tighter}))
        for pack in below:
            faults += _redefined(definition, pack)
        typed = [fault for pack in (home, *below) for fault in _untyped(definition, pack, units)]
        faults += typed or _layered(definition, packs, units)
    return faults


def _place(pack: Pack, name: str) -> str:
    return f"{pack.id}: value {name}"


def _redefined(definition: Definition, pack: Pack) -> Iterator[Fault]:
    """A lower layer may repeat the type and the direction, never change them."""
    entry: ValueEntry = pack.values[definition.name]
    place = _place(pack, definition.name)
    if entry.type and entry.type != definition.type:
        yield Fault("value.type", place, {"type": str(definition.type), "given": entry.type})
    if entry.tighter and (definition.tighter is None or Direction(definition.tighter) != entry.tighter):
        yield Fault("value.direction", place, {"value": definition.name, "tighter": entry.tighter})


def _untyped(definition: Definition, pack: Pack, units: Mapping[str, int]) -> Iterator[Fault]:
    for dated in pack.values[definition.name].dated:
        try:
            speak(definition, pack, dated, units)
        except InvalidValue as wrong:
            yield Fault(wrong.code, f"{_place(pack, definition.name)} {dated.since}", wrong.details)


def _layered(definition: Definition, packs: Sequence[Pack], units: Mapping[str, int]) -> Iterator[Fault]:
    """What would be ignored on some day, because it loosens more than the layer above allows."""
    entries = [
        dated
        for pack in packs
        if definition.name in pack.values
        for dated in pack.values[definition.name].dated
    ]
    days = sorted({day for one in entries for day in (one.since, one.until) if day})
    for day in days:
        settled = settle(definition, spoken_on(definition, packs, day, units))
        for step in settled.trail if settled else ():
            place = f"{step.spoken.pack}: value {definition.name} {step.spoken.since}"
            details = {"value": definition.name}
            if step.verdict in (Verdict.TOO_LOOSE, Verdict.WEAKER_EVIDENCE):
                yield Fault("layer.too-loose", place, details)
            elif step.verdict is Verdict.UNITS_DIFFER:
                yield Fault("layer.units-differ", place, details)
