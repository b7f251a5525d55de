"""Standards and professions come in from a spreadsheet: every fault at its row, and proposals where all is right."""

from __future__ import annotations

from datetime import date

import pytest

from tanym.apps.accounts.words import catalogue
from tanym.apps.standards.lists import KINDS
from tanym.apps.standards.models import Edition, Proposal
from tanym.core.kernel.lists import Kind, read_rows
from tanym.core.standards.flat import write_flat
from tanym.core.standards.framework import parse_framework
from tests.apps.standards.conftest import Office
from tests.core.standards.test_document import UPHOLSTERER
from tests.core.standards.test_values import FRAMEWORK

pytestmark = pytest.mark.django_db

STANDARDS, FRAMEWORKS, PROFESSIONS = KINDS
TODAY = date(2026, 11, 21)
HEAD = [{"member": "act", "ru": "Приказ"}, {"member": "since", "value": "2026-01-01"}]
PROFESSION = {
    "code": "7534-0", "title_kk": "Жиһаз қаптаушы", "title_ru": "Обойщик мебели", "way": "voluntary",
    "valid": "3 year", "act_ru": "Приказ", "since": "01.09.2026", "proposed_on": "2026-01-20",
}  # fmt: skip


def _lines() -> list[dict[str, str]]:
    return [{"standard": "ILL-1", **line} for line in (*HEAD, *write_flat(UPHOLSTERER))]


def _codes(kind: Kind, lines: list[dict[str, str]]) -> set[tuple[str, int]]:
    rows, faults = read_rows(kind, enumerate(lines, 2))
    return {(one.code, one.row) for one in (*faults, *kind.check(rows, TODAY))}


def test_a_standard_in_a_list_becomes_a_proposal_and_no_edition(office: Office) -> None:
    assert _codes(STANDARDS, _lines()) == set()
    rows, _faults = read_rows(STANDARDS, enumerate(_lines(), 2))
    for _click in range(2):
        STANDARDS.write(rows, actor=office.person("aidos"), at=office.at, source="imports.batch:1")
    proposal = Proposal.objects.get()
    assert (proposal.code, proposal.stage, proposal.source) == ("ILL-1", "waiting", "imports.batch:1")
    assert not Edition.objects.exists()


def test_a_fault_in_a_list_is_told_at_its_row(office: Office) -> None:
    office.adopted()
    lines = _lines()
    wrong = next(i for i, line in enumerate(lines) if line["member"] == "recognition")
    lines[wrong] = {**lines[wrong], "value": "maybe"}
    assert _codes(STANDARDS, lines) == {
        ("standard.unknown-code", wrong + 2),
        ("standard.since-not-later", 2),
    }
    assert ("standard.unnamed-act", 2) in _codes(STANDARDS, lines[1:])
    assert {code for code, _ in _codes(STANDARDS, [*lines[:1], *lines[2:]])} >= {"cell.day"}
    assert ("standard.code-differs", 2) in _codes(
        STANDARDS, [{**one, "standard": "ILL-9"} for one in _lines()]
    )


def test_a_framework_in_a_list_becomes_a_proposal(office: Office) -> None:
    framework = parse_framework(FRAMEWORK)
    lines = [{"standard": "NQF", **line} for line in (*HEAD, *write_flat(framework))]
    assert _codes(FRAMEWORKS, lines) == set()
    rows, _faults = read_rows(FRAMEWORKS, enumerate(lines, 2))
    FRAMEWORKS.write(rows, actor=office.person("aidos"), at=office.at, source="imports.batch:3")
    assert parse_framework(Proposal.objects.get().content) == framework
    undescribed = [one for one in lines if not one.get("item", "").startswith("l2.d")]
    assert {code for code, _ in _codes(FRAMEWORKS, undescribed)} == {"standard.missing-member"}


def test_professions_in_a_list_are_checked_and_proposed(office: Office) -> None:
    assert _codes(PROFESSIONS, [PROFESSION]) == set()
    assert _codes(PROFESSIONS, [PROFESSION, PROFESSION]) == {("cell.twice", 3)}
    assert ("standard.not-a-period", 2) in _codes(PROFESSIONS, [{**PROFESSION, "valid": "long"}])
    assert ("standard.missing-member", 2) in _codes(PROFESSIONS, [{**PROFESSION, "card": "7534-0"}])
    assert ("cell.empty", 2) in _codes(PROFESSIONS, [{**PROFESSION, "title_kk": ""}])
    rows, _faults = read_rows(PROFESSIONS, [(2, PROFESSION)])
    written = PROFESSIONS.write(rows, actor=office.person("aidos"), at=office.at, source="imports.batch:2")
    assert list(written.values()) == [1]
    assert Proposal.objects.get().content["proposed_on"] == "2026-01-20"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_has_words_and_is_for_the_keepers(kind: Kind, office: Office) -> None:
    assert all(code in catalogue() for code in (kind.words, kind.about, *(one.words for one in kind.columns)))
    assert kind.may(office.person("aidos"), TODAY)
    assert not kind.may(office.person("dana"), TODAY)
    assert kind.page() == "/standards/proposals/"
