"""Frameworks and professions: what can be written of them, and the facts of a profession's entry."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.periods import Period
from tanym.core.kernel.reading import InvalidDocument
from tanym.core.standards.framework import framework_document, parse_framework
from tanym.core.standards.parts import part, parts, read_target, same_part
from tanym.core.standards.profession import facts, parse_profession, profession_document
from tanym.rulepacks.procedures import calendars
from tests.core.standards.test_document import UPHOLSTERER

FRAMEWORK: dict[str, Any] = {
    "code": "NQF",
    "titles": {"en": "National framework"},
    "kind": "national",
    "columns": [{"id": "knowledge", "names": {"en": "Knowledge"}}],
    "levels": [
        {"number": 1, "descriptors": [{"column": "knowledge", "text": {"en": "Basic"}}]},
        {"number": 2, "descriptors": [{"column": "knowledge", "text": {"en": "Of a field"}}]},
    ],
    "correspondences": [{"level": 1, "framework": "EQF", "other": 1, "standing": "indicative"}],
}
PROFESSION: dict[str, Any] = {
    "code": "7534-0",
    "titles": {"kk": "Жиһаз қаптаушы", "ru": "Обойщик мебели"},
    "standard": "ILL-1",
    "card": "7534-0",
    "way": "voluntary",
    "valid": "3 year",
    "proposal_round": "02-01",
    "proposed_on": "2026-01-20",
    "round_ends_on": "2026-02-01",
    "council_recommended_on": "2026-03-02",
    "updated_on": "2026-03-11",
}


def test_what_was_written_is_read() -> None:
    framework = parse_framework(FRAMEWORK)
    assert parse_framework(framework_document(framework)) == framework
    assert framework.levels[1].descriptor("knowledge") == {"en": "Of a field"}
    assert framework.answers_to(1)[0].framework == "EQF"
    profession = parse_profession(PROFESSION)
    assert parse_profession(profession_document(profession)) == profession


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "local"}, "standard.unknown-code"),
        ({"levels": []}, "standard.missing-member"),
        (
            {"levels": [{"number": 9, "descriptors": FRAMEWORK["levels"][0]["descriptors"]}]},
            "standard.not-a-level",
        ),
        ({"levels": [*FRAMEWORK["levels"], FRAMEWORK["levels"][0]]}, "standard.twice"),
        ({"levels": [{"number": 1}]}, "standard.missing-member"),
        ({"columns": []}, "standard.unknown-code"),
        (
            {"correspondences": [{**FRAMEWORK["correspondences"][0], "standing": "referenced"}]},
            "standard.unsourced",
        ),
        ({"correspondences": [{**FRAMEWORK["correspondences"][0], "level": 7}]}, "standard.not-a-level"),
    ],
)
def test_a_framework_that_contradicts_itself_is_refused(change: dict[str, Any], code: str) -> None:
    with pytest.raises(InvalidDocument) as refused:
        parse_framework({**FRAMEWORK, **change})
    assert code in {fault.code for fault in refused.value.faults}


@pytest.mark.parametrize(
    "change", [{"titles": {}}, {"way": "perhaps"}, {"valid": "long"}, {"standard": None}]
)
def test_a_profession_that_contradicts_itself_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidDocument):
        parse_profession({**PROFESSION, **change})


def test_the_facts_of_a_profession_count_working_days_and_leave_out_what_nobody_knows() -> None:
    on = date(2026, 11, 21)
    found = facts(parse_profession(PROFESSION), on, calendars()["kz"])
    assert found["profession.entry_languages"] == ["kk", "ru"]
    between = calendars()["kz"].working_days_between(date(2026, 3, 2), date(2026, 3, 11))
    assert found["profession.updated_in"] == Period.read(f"{between} working-day")
    assert "profession.sector_proposed_on" not in found
    bare = facts(parse_profession({"code": "x", "titles": {"ru": "Х"}}), on, calendars()["kz"])
    assert set(bare) == {"profession.checked_on", "profession.entry_languages"}


def test_a_link_names_a_part_of_one_edition() -> None:
    target = read_target("ILL-1/2/c1.f1.s1")
    assert target is not None
    assert str(target) == "ILL-1/2/c1.f1.s1"
    assert part(UPHOLSTERER, target.path).skill is UPHOLSTERER.cards[0].functions[0].skills[0]
    for other in ("2519-1", "http://data.europa.eu/esco/skill/1", "ILL-1/0/c1", "ILL-1/1/", "ILL-1/1/C1"):
        assert read_target(other) is None
    with pytest.raises(NotFound):
        part(UPHOLSTERER, "c9")


def test_a_part_is_found_again_by_what_it_says() -> None:
    for one in parts(UPHOLSTERER):
        assert same_part(UPHOLSTERER, one) == one
