"""Typed values as plain JSON data: what reports hold and what digests are taken of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tanym.core.kernel.canonical import digest
from tanym.core.kernel.periods import Period
from tanym.core.rules.types import Band, Interval


def plain(value: object) -> Any:
    """JSON data for a typed value; sets are ordered, days are ISO texts, shares and periods as packs write them."""
    if isinstance(value, bool | int | str) or value is None:
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, Period | Decimal):
        return str(value)
    if isinstance(value, Interval):
        return {"from": plain(value.start), "until": plain(value.end)}
    if isinstance(value, Band):
        return {
            "code": value.code,
            "from": value.lowest,
            "to": value.highest,
            **{name: plain(one) for name, one in value.rest.items()},
        }
    if isinstance(value, frozenset | set):
        return sorted(plain(one) for one in value)
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    raise TypeError(f"no plain form for {type(value).__name__}")


def plain_facts(facts: Mapping[str, object]) -> dict[str, Any]:
    """The plain form of typed facts, as a report's fact snapshot stores it."""
    return {name: plain(value) for name, value in facts.items()}


def facts_digest(facts: Mapping[str, object]) -> str:
    """The SHA-256 that a report names its facts by; the order of the facts does not matter."""
    return digest(plain_facts(facts))
