"""The registers of the shipped jurisdiction are whole: keeper, basis that is cited, words in three languages."""

from __future__ import annotations

from datetime import date

import pytest

from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.core.registers.definition import read_definitions
from tanym.core.rules.citations import Mark, read_citation
from tanym.rulepacks.loader import shipped
from tanym.rulepacks.registers import definition, definitions

WORDS = {"kk": "а", "ru": "б", "en": "c"}
ROW = {
    "words": WORDS,
    "about": WORDS,
    "keeper": "national-centre",
    "basis": ["own-rule, list [O]"],
    "kept_since": date(2025, 6, 1),
    "subject": "organisation",
}
SOURCES = {name: source for pack in shipped() for name, source in pack.sources.items()}


@pytest.mark.parametrize("register", definitions().values(), ids=lambda one: one.id)
def test_a_register_cites_sources_that_were_read(register) -> None:
    cited = [read_citation(text) for text in (*register.basis, *filter(None, [register.never_because]))]
    assert cited
    assert all(one.source in SOURCES for one in cited)
    assert Mark.UNREAD not in {one.mark for one in cited}


def test_prefixes_of_printed_numbers_are_distinct() -> None:
    prefixes = [one.prefix for one in definitions().values() if one.prefix]
    assert len(prefixes) == len(set(prefixes))


def test_an_education_organisation_cannot_be_a_recognition_centre() -> None:
    assert {"university", "college"} <= definition("recognition-centres").never
    assert read_citation(definition("recognition-centres").never_because).source == "kz-law-pq"


def test_an_unknown_register_is_said_to_be_unknown() -> None:
    with pytest.raises(NotFound):
        definition("nobody")
    with pytest.raises(NotFound):
        definitions("atlantis")


@pytest.mark.parametrize(
    ("change", "member"),
    [
        ({"basis": []}, "basis"),
        ({"subject": "planet"}, "subject"),
        ({"kept_since": "2025"}, "kept_since"),
        ({"words": {"kk": "а"}}, "words"),
        ({"colour": "gold"}, "colour"),
    ],
)
def test_a_register_that_is_not_whole_is_refused_with_its_member(change: dict, member: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        read_definitions({"register": {"x": ROW | change}})
    assert refused.value.code == "register.definition"
    assert member in str(refused.value.details["member"])
