"""Facts: what a check may read, each with a type, a kind and words in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules.reading import OWN_UNITS, Units, admit, read_value
from tanym.core.rules.types import Typed, ValueType


class FactKind(StrEnum):
    """Derived: computed from the record by code of a release. Attested: a named person says so."""

    DERIVED = "derived"
    ATTESTED = "attested"


@dataclass(frozen=True, slots=True)
class FactType:
    """A fact's name, type and words. `pack` is empty for the vocabulary of the release."""

    name: str
    type: ValueType
    kind: FactKind
    words: Mapping[str, str]
    subject: str = ""
    pack: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The facts that ship with a release, and the digest that a report names them by."""

    facts: Mapping[str, FactType]
    digest: str


Facts = Mapping[str, Typed]
"""Typed facts by name; a name that is absent is unknown."""


def admit_facts(known: Mapping[str, FactType], facts: Mapping[str, object]) -> Facts:
    """Facts that code computed, each checked against its type; None counts as absent.

    Raises `InvalidValue`: `fact.unknown`, or `value.type` with the name of the fact.
    """
    result: dict[str, Typed] = {}
    for name, value in facts.items():
        if value is None:
            continue
        if name not in known:
            raise InvalidValue("fact.unknown", fact=name)
        try:
            result[name] = admit(known[name].type, value)
        except InvalidValue as wrong:
            raise InvalidValue(wrong.code, fact=name, **wrong.details) from wrong
    return result


def read_fact(known: Mapping[str, FactType], name: str, raw: object, units: Units = OWN_UNITS) -> Typed:
    """One fact as a case or an attestation writes it (`"50 hour"`, 1.5 credits). Raises `InvalidValue`."""
    if name not in known:
        raise InvalidValue("fact.unknown", fact=name)
    try:
        return read_value(known[name].type, raw, units)
    except InvalidValue as wrong:
        raise InvalidValue(wrong.code, fact=name, **wrong.details) from wrong


def read_facts(
    known: Mapping[str, FactType], tables: Mapping[str, object], units: Units = OWN_UNITS
) -> Facts:
    """Facts as a case writes them: tables by the first part of the name (`facts.design = { minutes = "50 hour" }`)."""
    result: dict[str, Typed] = {}
    for prefix, table in tables.items():
        if not isinstance(table, Mapping):
            raise InvalidValue("fact.unknown", fact=prefix)
        for name, raw in table.items():
            result[f"{prefix}.{name}"] = read_fact(known, f"{prefix}.{name}", raw, units)
    return result
