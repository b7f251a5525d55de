"""Where a case stands: a frozen value that can be written to plain JSON and read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.periods import FirstDay, Period, Unit
from tanym.core.procedures.clocks import Extension, Paused, Running


@dataclass(frozen=True, slots=True)
class Acted:
    """A person has acted for a side in a procedure; an appeal starts with the first case's list, and gives its own back.

    `earlier` marks what was done in an appeal that has ended: a later one is heard under the same procedure.
    """

    person: str
    side: str
    procedure: str
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class CaseState:
    """A case under one version of a procedure. People are opaque codes, never names or identity numbers."""

    procedure: str
    version: str
    stage: str
    opened_on: date
    last_on: date
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # relation → persons
    acted: tuple[Acted, ...] = ()
    running: Mapping[str, Running] = field(default_factory=dict)
    paused: Mapping[str, Paused] = field(default_factory=dict)
    stack: Mapping[str, str] = field(default_factory=dict)  # pack → digest on the day of opening

    def everyone_of(self, procedure: str) -> frozenset[str]:
        """Who has acted in that procedure, be it this one or the one that is appealed against."""
        return frozenset(one.person for one in self.acted if one.procedure == procedure)

    @property
    def earlier_panels(self) -> frozenset[str]:
        """Who has acted in earlier appeals of the case."""
        return frozenset(one.person for one in self.acted if one.earlier)


def to_json(state: CaseState) -> dict[str, Any]:
    """Plain JSON data; `from_json(to_json(state)) == state`."""
    return {
        "procedure": state.procedure,
        "version": state.version,
        "stage": state.stage,
        "opened_on": state.opened_on.isoformat(),
        "last_on": state.last_on.isoformat(),
        "people": {party: list(persons) for party, persons in state.people.items()},
        "acted": [
            {
                "person": a.person,
                "side": a.side,
                "procedure": a.procedure,
                **({"earlier": True} if a.earlier else {}),
            }
            for a in state.acted
        ],
        "running": {
            name: {
                "since": clock.since.isoformat(),
                "length": clock.length,
                "unit": str(clock.unit),
                "first_day": str(clock.first_day),
                **({"added": [str(period) for period in clock.added]} if clock.added else {}),
                **_extensions(clock.extensions),
            }
            for name, clock in state.running.items()
        },
        "paused": {
            name: {
                "left": clock.left,
                "unit": str(clock.unit),
                **({"since": clock.since.isoformat()} if clock.since else {}),
                **({"cause": clock.cause} if clock.cause else {}),
                **_extensions(clock.extensions),
            }
            for name, clock in state.paused.items()
        },
        "stack": dict(state.stack),
    }


def from_json(data: Mapping[str, Any]) -> CaseState:
    """The state that `to_json` wrote. Raises `InvalidValue("case.form")` for anything else."""
    try:
        return CaseState(
            procedure=_text(data["procedure"]),
            version=_text(data["version"]),
            stage=_text(data["stage"]),
            opened_on=date.fromisoformat(data["opened_on"]),
            last_on=date.fromisoformat(data["last_on"]),
            people={party: tuple(map(_text, persons)) for party, persons in data["people"].items()},
            acted=tuple(
                Acted(_text(a["person"]), _text(a["side"]), _text(a["procedure"]), bool(a.get("earlier")))
                for a in data["acted"]
            ),
            running={
                name: Running(
                    date.fromisoformat(clock["since"]),
                    _whole(clock["length"]),
                    Unit(clock["unit"]),
                    FirstDay(clock["first_day"]),
                    tuple(Period.read(_text(period)) for period in clock.get("added", ())),
                    _read_extensions(clock),
                )
                for name, clock in data["running"].items()
            },
            paused={
                name: Paused(
                    _whole(clock["left"]),
                    Unit(clock["unit"]),
                    date.fromisoformat(clock["since"]) if "since" in clock else None,
                    _text(clock.get("cause", "")),
                    _read_extensions(clock),
                )
                for name, clock in data["paused"].items()
            },
            stack={pack: _text(digest) for pack, digest in data["stack"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError, InvalidValue) as wrong:
        raise InvalidValue("case.form", what=str(wrong)) from wrong


def _extensions(extensions: tuple[Extension, ...]) -> dict[str, Any]:
    """A member of its own only where a term was extended: states of earlier releases read and write the same."""
    written = [
        {
            "on": one.on.isoformat(),
            "party": one.party,
            "person": one.person,
            "why": one.why,
            "before": one.before.isoformat(),
            "until": one.until.isoformat(),
        }
        for one in extensions
    ]
    return {"extensions": written} if written else {}


def _read_extensions(clock: Mapping[str, Any]) -> tuple[Extension, ...]:
    return tuple(
        Extension(
            date.fromisoformat(one["on"]),
            _text(one["party"]),
            _text(one["person"]),
            _text(one["why"]),
            date.fromisoformat(one["before"]),
            date.fromisoformat(one["until"]),
        )
        for one in clock.get("extensions", ())
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError("whole number expected")
    return value
