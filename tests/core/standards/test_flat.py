"""A flat list holds a whole standard, one line a statement; whatever is wrong in it is told at its cell."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.standards.flat import read_flat, write_flat
from tanym.core.standards.merge import merge
from tanym.core.standards.standard import OccupationalStandard, document, parse
from tanym.rulepacks.words import core_words
from tests.core.standards.made import standards
from tests.core.standards.test_document import UPHOLSTERER

ALL = ("kk", "ru", "en")


@given(standards(ALL))
@settings(max_examples=20, deadline=None)
def test_a_list_and_a_document_give_back_what_was_written(standard: OccupationalStandard) -> None:
    assert read_flat(write_flat(standard), OccupationalStandard) == (standard, ())
    assert parse(document(standard)) == standard


@given(standards(("ru", "kk")), st.data())
@settings(max_examples=40, deadline=None)
def test_a_lost_line_is_told_or_only_an_optional_statement_is_gone(
    standard: OccupationalStandard, data: st.DataObject
) -> None:
    lines = write_flat(standard)
    gone = data.draw(st.integers(0, len(lines) - 1))
    read, faults = read_flat([*lines[:gone], *lines[gone + 1 :]], OccupationalStandard)
    if not faults:
        assert read is not None
        assert len(write_flat(read)) == len(lines) - 1
    for fault in faults:
        assert fault.code in core_words(), fault
        assert fault.details["row"]


FAULTY = [
    ({"item": "c1.f1.s1", "member": "recognition"}, {"value": "maybe"}, "standard.unknown-code"),
    ({"item": "c1", "member": "level"}, {"value": "9"}, "standard.not-a-level"),
    ({"item": "c1", "member": "level"}, {"value": "three"}, "standard.no-number"),
    ({"item": "c1", "member": "level"}, {"member": "height"}, "standard.unknown-member"),
    ({"item": "c1", "member": "title"}, {"value": "x"}, "standard.value-and-words"),
    ({"item": "c1", "member": "title"}, {"ru": ""}, "standard.empty-value"),
    ({"item": "c1", "member": "title"}, {"ru": "", "value": "Обойщик"}, "standard.wrong-column"),
    ({"item": "c1.f1.s1.a3"}, {"item": "c1.f1.s1.a5"}, "standard.item-missing"),
    ({"item": "c1.f1.s1.a2"}, {"item": "card one"}, "standard.item-form"),
    ({"item": "c1.f1.s1.a2"}, {"item": "c1.q2"}, "standard.item-form"),
    ({"item": "c1.f1.s1.a2"}, {"item": "c1.f1.s1.a1"}, "standard.twice"),
    ({"item": "c1.f1.s1.k1"}, {"item": "", "member": "name"}, "standard.twice"),
    ({"item": "", "member": "code"}, {"value": "две строки ё"}, "standard.identifier-form"),
]


@pytest.mark.parametrize(("where", "change", "code"), FAULTY)
def test_a_faulty_cell_is_named(where: dict[str, str], change: dict[str, str], code: str) -> None:
    lines = write_flat(UPHOLSTERER)
    row = next(i for i, line in enumerate(lines) if where.items() <= line.items())
    lines[row] = {**lines[row], **change}
    standard, faults = read_flat(lines, OccupationalStandard)
    assert standard is None
    found = {(fault.code, fault.details["row"]) for fault in faults}
    assert (code, row + 2) in found, found


@given(standards(("ru", "kk")))
@settings(max_examples=20, deadline=None)
def test_two_languages_become_one_standard(standard: OccupationalStandard) -> None:
    def only(language: str) -> OccupationalStandard:
        lines = [{**line, **dict.fromkeys(set(ALL) - {language}, "")} for line in write_flat(standard)]
        read, faults = read_flat(lines, OccupationalStandard)
        assert not faults
        assert read is not None
        return read

    assert merge(only("ru"), only("kk")) == (standard, ())


def test_two_documents_that_differ_are_not_merged() -> None:
    card = UPHOLSTERER.cards[0]
    other = replace(UPHOLSTERER, cards=(replace(card, level=4, functions=card.functions[:1]),))
    merged, faults = merge(UPHOLSTERER, other)
    assert merged is None
    assert {fault.place for fault in faults} == {"cards[0].level", "cards[0].functions"}
    assert all(fault.code in core_words() for fault in faults)
