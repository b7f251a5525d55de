"""One standard from its Kazakh and its Russian text: the same parts in the same order, each with both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from tanym.core.kernel.faults import Fault

T = TypeVar("T")


def merge(one: T, other: T) -> tuple[T | None, tuple[Fault, ...]]:
    """Both texts as one value, and a fault with its place wherever they are not the same document."""
    faults: list[Fault] = []
    merged = _merged(one, other, "", faults)
    return (None if faults else merged), tuple(faults)


def _merged(one: Any, other: Any, place: str, faults: list[Fault]) -> Any:
    if isinstance(one, Mapping):
        if bool(one) != bool(other):
            _differ(place, bool(one), bool(other), faults)
        return {**other, **one}
    if isinstance(one, tuple):
        if len(one) != len(other):
            _differ(place, len(one), len(other), faults)
            return one
        return tuple(
            _merged(left, right, f"{place}[{i}]", faults)
            for i, (left, right) in enumerate(zip(one, other, strict=True))
        )
    if is_dataclass(one) and not isinstance(one, type):
        at = f"{place}." if place else ""
        given = {
            member.name: _merged(
                getattr(one, member.name), getattr(other, member.name), f"{at}{member.name}", faults
            )
            for member in fields(one)
        }
        return type(one)(**given)
    if one != other:
        _differ(place, one, other, faults)
    return one


def _differ(place: str, one: object, other: object, faults: list[Fault]) -> None:
    faults.append(
        Fault("standard.languages-differ", place, {"place": place, "found": str(one), "other": str(other)})
    )
