"""The ministry's document is read as it was written; whatever is wrong in it is told with its place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.standards.blocks import Block, Heading, Paragraph, Table
from tanym.core.standards.document_reading import read_document
from tanym.core.standards.document_writing import write_document
from tanym.core.standards.flat import write_flat
from tanym.core.standards.standard import LabourFunction, OccupationalStandard, ProfessionCard, Skill
from tanym.rulepacks.standards import structures
from tanym.rulepacks.words import core_words
from tests.core.standards.made import standards

RU, KK = structures()
FEW = settings(max_examples=20, deadline=None)

UPHOLSTERER = OccupationalStandard(
    code="ILL-1",
    name={"ru": "Мягкая мебель"},
    description={"ru": "Обивка мебели"},
    scope={"ru": "Для обучения и найма"},
    cards=(
        ProfessionCard(
            group_code="7534-0",
            title={"ru": "Обойщик мебели"},
            level=3,
            purpose={"ru": "Обивать мебель"},
            functions=(
                LabourFunction(
                    {"ru": "Раскрой материала"},
                    "mandatory",
                    (
                        Skill(
                            {"ru": "Раскроить ткань по лекалу"},
                            "yes",
                            ({"ru": "Снимать размеры"}, {"ru": "Класть лекало по нити"}, {"ru": "Резать"}),
                            ({"ru": "Виды тканей"},),
                        ),
                        Skill({"ru": "Сшить чехол"}, "not-required", ({"ru": "Шить"},), ({"ru": "Швы"},)),
                    ),
                ),
                LabourFunction(
                    {"ru": "Учёт материала"},
                    "additional",
                    (Skill({"ru": "Вести учёт"}, "no", ({"ru": "Считать остаток"},), ({"ru": "Нормы"},)),),
                ),
            ),
        ),
    ),
)


def _codes(blocks: list[Block]) -> list[str]:
    standard, faults = read_document(blocks, structures())
    assert (standard is None) == bool(faults)
    for fault in faults:
        assert fault.place
        assert fault.code in core_words(), fault.code
    return [fault.code for fault in faults]


def changed(blocks: list[Block], old: str, new: str) -> list[Block]:
    def cell(text: str | None) -> str | None:
        return None if text is None else text.replace(old, new)

    changed: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            changed.append(Table(tuple(tuple(map(cell, row)) for row in block.rows)))
        else:
            changed.append(type(block)(block.text.replace(old, new)))
    assert changed != blocks
    return changed


@given(standards())
@FEW
def test_a_russian_document_is_read_as_it_was_written(standard: OccupationalStandard) -> None:
    read, faults = read_document(write_document(standard, RU), structures())
    assert not faults
    assert read == standard


@given(standards(("kk",)))
@FEW
def test_a_kazakh_document_is_read_as_it_was_written(standard: OccupationalStandard) -> None:
    read, faults = read_document(write_document(standard, KK), structures())
    assert not faults
    assert read == standard


@given(standards(annex=False), st.data())
@settings(max_examples=30, deadline=None)
def test_a_row_that_is_missing_is_told_or_leaves_a_smaller_standard_whole(
    standard: OccupationalStandard, data: st.DataObject
) -> None:
    """Only rows that some cards have and others don't may go without a word."""
    blocks = write_document(standard, RU)
    tables = [i for i, block in enumerate(blocks) if isinstance(block, Table)]
    i = data.draw(st.sampled_from(tables))
    table = blocks[i]
    assert isinstance(table, Table)
    row = data.draw(st.integers(0, len(table.rows) - 1))
    gone = table.rows[row]
    blocks[i] = Table((*table.rows[:row], *table.rows[row + 1 :]))
    read, faults = read_document(blocks, structures())
    if not faults:
        labels = {
            *RU.labels["personal"],
            *RU.labels["regulations"],
            *RU.labels["related"],
            RU.label("functions"),
            RU.label("additional"),
            RU.label("activity"),
        }
        assert gone[0] in labels, gone
        assert read is not None


@given(standards(), st.data())
@settings(max_examples=30, deadline=None)
def test_a_text_that_was_added_anywhere_is_kept_or_told(
    standard: OccupationalStandard, data: st.DataObject
) -> None:
    blocks = write_document(standard, RU)
    stray = "постороннее слово xyz"
    i = data.draw(st.integers(0, len(blocks)))
    if data.draw(st.booleans()) or i == len(blocks) or not isinstance(blocks[i], Table):
        blocks.insert(i, Paragraph(stray))
    else:
        table = blocks[i]
        assert isinstance(table, Table)
        row = data.draw(st.integers(0, len(table.rows)))
        blocks[i] = Table((*table.rows[:row], (stray, None, None), *table.rows[row:]))
    read, faults = read_document(blocks, structures())
    if not faults:
        assert read is not None
        assert stray in str(write_flat(read))


FAULTY = [
    ("Возможность признания навыка", "Возможность", "standard.missing"),
    ("Предусмотрена", "Может быть", "standard.recognition-unclear"),
    ("Предусмотрена", "", "standard.recognition-unclear"),
    ("Основная цель деятельности", "Основная мысль", "standard.missing"),
    ("2. Класть лекало по нити\n", "", "standard.number-gap"),
    ("3. Резать", "3. Снимать размеры", "standard.twice"),
    ("3. Резать", "Резать", "standard.number-gap"),
    ("Навык 2:", "Навык 3:", "standard.number-gap"),
    ("Навык 1:", "Уменье 1:", "standard.out-of-place"),
    ("Трудовая функция 1: Раскрой материала", "Трудовая функция 1: Раскрой", "standard.function-not-listed"),
    ("1. Учёт материала", "-", "standard.function-not-listed"),
    ("1. Учёт материала", "1. Учёт материала\n2. Уборка", "standard.function-not-described"),
    ("Обойщик мебели – 3", "Обойщик мебели – 4", "standard.card-not-described"),
    ("Карточка профессии «Обойщик мебели»", "Карточка профессии «Столяр»", "standard.title-differs"),
    ("Глава 3. Карточки профессий", "Глава 3. Карточки", "standard.chapter-missing"),
    ("7534-0", "", "standard.empty-value"),
    ("Обивать мебель", "-", "standard.empty-value"),
    ("Знания:", "Знать:", "standard.missing"),
    ("Умения:", "Знания:", "standard.twice"),
    ("Уровень квалификации по ОРК", "Уровень по рамке", "standard.missing"),
]


@pytest.mark.parametrize(("old", "new", "code"), FAULTY, ids=[f"{old} → {new}" for old, new, _ in FAULTY])
def test_a_fault_is_told_with_its_place(old: str, new: str, code: str) -> None:
    assert code in _codes(changed(write_document(UPHOLSTERER, RU), old, new))


@pytest.mark.parametrize("level", ["9", "0", "третий", "3 или 4"])
def test_a_level_is_a_number_from_one_to_eight(level: str) -> None:
    blocks = write_document(UPHOLSTERER, RU)
    table = blocks[-1]
    assert isinstance(table, Table)
    rows = tuple((row[0], level, None) if row[0] == RU.label("level") else row for row in table.rows)
    assert "standard.not-a-level" in _codes([*blocks[:-1], Table(rows)])


def test_numbering_and_order_may_differ() -> None:
    """The passport in paragraphs, chapters as headings without numbers, lists without numbers, rows in another order."""
    blocks = changed(write_document(UPHOLSTERER, RU), "Навык 1:", "Навык:")
    free: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            free.append(Heading(block.text.split(". ", 1)[1]))
        elif isinstance(block, Table) and block.rows[0][0] == RU.label("name"):
            free += [Paragraph(f"{n}. {row[0]}: {row[1]}") for n, row in enumerate(block.rows, 4)]
        elif isinstance(block, Table):
            free.append(Table((*block.rows[10:14], *block.rows[:10], *block.rows[14:])))
        else:
            free.append(block)
    standard, faults = read_document(
        changed(
            free,
            "1. Снимать размеры\n2. Класть лекало по нити\n3. Резать",
            "– Снимать размеры\n– Класть лекало по нити\n– Резать",
        ),
        structures(),
    )
    assert not faults
    assert standard == UPHOLSTERER


def test_a_fault_names_chapter_table_and_row() -> None:
    blocks = changed(write_document(UPHOLSTERER, RU), "Предусмотрена", "Может быть")
    fault = read_document(blocks, structures())[1][0]
    assert (fault.details["chapter"], fault.details["table"]) == (3, 1)
    table = blocks[-1]
    assert isinstance(table, Table)
    assert "Может быть" in table.rows[int(str(fault.details["row"])) - 1]
    sentence = core_words().say(fault.code, "ru", **fault.details)
    assert "может быть" in sentence.casefold()


def test_an_unknown_row_is_told_and_never_added_to_the_row_above() -> None:
    blocks = write_document(UPHOLSTERER, RU)
    for place in (3, 5):  # the passport, the card
        table = next(block for block in blocks[place:] if isinstance(block, Table))
        unknown = Table((*table.rows[:4], ("Особые условия", "Справка"), *table.rows[4:]))
        at = [unknown if block is table else block for block in blocks]
        faults = read_document(at, structures())[1]
        assert [(one.code, one.details["row"]) for one in faults] == [("standard.text-without-label", 5)]


def test_a_document_of_another_kind_is_refused_whole() -> None:
    assert set(_codes([Heading("Приказ"), Paragraph("О премировании"), Table((("а", "б"),))])) == {
        "standard.chapter-missing"
    }
    assert set(_codes([])) == {"standard.chapter-missing"}


def test_two_cards_in_one_document_stay_two() -> None:
    other = replace(UPHOLSTERER.cards[0], title={"ru": "Швея"}, group_code="7533-1")
    two = replace(UPHOLSTERER, cards=(UPHOLSTERER.cards[0], other))
    blocks = [
        one for one in write_document(two, RU) if "Карточка профессии «" not in getattr(one, "text", "")
    ]
    standard, faults = read_document(blocks, structures())
    assert not faults
    assert standard == two
