"""A profession of the register, and the facts of its entry that rules read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tanym.core.kernel.calendar import Calendar
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.kernel.faults import Fault
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.kernel.periods import Period, Unit
from tanym.core.kernel.reading import IDENTIFIER, UNITS, InvalidDocument, read, write
from tanym.core.standards.standard import Text

WAYS = ("mandatory", "voluntary")


@dataclass(frozen=True, slots=True)
class Profession:
    """An entry of the register of professions (law No. 14-VIII, art. 6, 15).

    `standard` and `card` say which professional standard describes it; `way` whether recognition is mandatory or
    voluntary; `valid` how long the document on recognition holds (there is no single national term). The days are
    those of the way into the register: the employers' proposal and its round, the council's recommendation, the update.
    """

    code: str = field(metadata=IDENTIFIER)
    titles: Text
    about: Text = field(default_factory=dict)
    occupation_code: str | None = None
    sector: str | None = None
    standard: str | None = None
    card: str | None = None  # the group code of its card
    way: str | None = None
    valid: str | None = None  # a period: "3 year"
    proposal_round: str | None = None  # last day of the round, month and day: "02-01"
    proposed_on: date | None = None
    round_ends_on: date | None = None
    council_recommended_on: date | None = None
    sector_proposed_on: date | None = None
    updated_on: date | None = None


def parse_profession(document: Mapping[str, Any]) -> Profession:
    """The profession that a JSON or TOML document holds. Raises `InvalidDocument` (`standard.invalid`)."""
    profession, faults = read(Profession, document, prefix="standard", units=UNITS)
    if profession is not None:
        faults = tuple(_contradictions(profession))
    if profession is None or faults:
        raise InvalidDocument("standard.invalid", faults)
    return profession


def profession_document(profession: Profession) -> dict[str, Any]:
    """The JSON document of a profession; `parse_profession(profession_document(p)) == p`."""
    written: dict[str, Any] = write(profession)
    return written


def facts(profession: Profession, on: date, calendar: Calendar) -> dict[str, Any]:
    """The facts of the entry on a day, under the names of the vocabulary; what is not known is absent."""
    found = {
        "profession.checked_on": on,
        "profession.entry_languages": [one for one in LANGUAGES if profession.titles.get(one, "").strip()],
        "profession.proposal_round": profession.proposal_round,
        "profession.proposed_on": profession.proposed_on,
        "profession.round_ends_on": profession.round_ends_on,
        "profession.council_recommended_on": profession.council_recommended_on,
        "profession.sector_proposed_on": profession.sector_proposed_on,
        "profession.updated_in": _updated_in(profession, calendar),
    }
    return {name: value for name, value in found.items() if value is not None}


def _updated_in(profession: Profession, calendar: Calendar) -> Period | None:
    recommended, updated = profession.council_recommended_on, profession.updated_on
    if recommended is None or updated is None or updated < recommended:
        return None
    try:
        return Period(calendar.working_days_between(recommended, updated), Unit.WORKING_DAY)
    except Refused:  # a year without a calendar: nobody knows
        return None


def _contradictions(profession: Profession) -> Iterator[Fault]:
    if not profession.titles:
        yield Fault("standard.missing-member", "titles", {"found": "titles"})
    if profession.way is not None and profession.way not in WAYS:
        yield Fault("standard.unknown-code", "way", {"found": profession.way})
    if profession.card and not profession.standard:
        yield Fault("standard.missing-member", "standard", {"found": "standard"})
    if profession.valid is not None:
        try:
            Period.read(profession.valid)
        except InvalidValue:
            yield Fault("standard.not-a-period", "valid", {"found": profession.valid})
