"""A Word document becomes blocks without losing a word, and what is no document is refused."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from hypothesis import given, settings

from tanym.adapters.word import read_blocks, write_blocks
from tanym.core.kernel.errors import InvalidValue
from tanym.core.standards.blocks import Heading, Paragraph, Table
from tanym.core.standards.document_reading import read_document
from tanym.core.standards.document_writing import write_document
from tanym.core.standards.standard import OccupationalStandard
from tanym.rulepacks.standards import structures
from tests.core.standards.made import standards


@given(standards())
@settings(max_examples=5, deadline=None)
def test_a_standard_survives_the_way_through_word(standard: OccupationalStandard) -> None:
    content = write_blocks(write_document(standard, structures()[0]))
    read, faults = read_document(read_blocks(content), structures())
    assert not faults
    assert read == standard


def test_merged_cells_tables_in_cells_and_links_keep_their_words() -> None:
    document = docx.Document()
    document.add_heading("Глава 1. Общие положения", level=1)
    paragraph = document.add_paragraph("До ")
    link = OxmlElement("w:hyperlink")
    link.append(paragraph.add_run("ссылки")._r)
    paragraph._p.append(link)
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "слева"
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).text = "справа"
    inner = table.cell(1, 1).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = "внутри"
    kept = io.BytesIO()
    document.save(kept)
    heading, said, read = read_blocks(kept.getvalue())
    assert heading == Heading("Глава 1. Общие положения")
    assert said == Paragraph("До ссылки")
    assert read == Table((("слева", "справа"), (None, "внутри")))


def test_a_cell_over_millions_of_columns_is_refused() -> None:
    document = docx.Document()
    document.add_table(rows=1, cols=1).cell(0, 0)._tc.grid_span = 30_000_000
    with pytest.raises(InvalidValue, match=r"word\.unreadable"):
        read_blocks(_saved(document))


def test_a_cell_may_be_merged_over_any_number_of_rows() -> None:
    document = docx.Document()
    table = document.add_table(rows=1500, cols=2)
    for number, row in enumerate(table._tbl.tr_lst):
        row.tc_lst[0].vMerge = "continue" if number else "restart"
    [read] = read_blocks(_saved(document))
    assert isinstance(read, Table)
    assert read.rows[0] == ("", "")
    assert set(read.rows[1:]) == {(None, "")}


def _saved(document: object) -> bytes:
    kept = io.BytesIO()
    document.save(kept)  # type: ignore[attr-defined]
    return kept.getvalue()


def _packed(extra: str, types: bytes | None = None) -> bytes:
    content = write_blocks([Paragraph("Текст")])
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            new.writestr(name, types if types and name == "[Content_Types].xml" else old.read(name))
        new.writestr(extra, b"x")
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "word.unreadable"),
        (b"%PDF-1.7", "word.unreadable"),
        (b"PK\x03\x04broken", "word.unreadable"),
        (_packed("extra.txt", b"<Types/>"), "word.unreadable"),
        (_packed("word/vbaProject.bin"), "word.program"),
        (_packed("word/embeddings/sheet.bin"), "word.program"),
        (b"x" * (10 * 1024 * 1024 + 1), "word.too-large"),
    ],
)
def test_what_is_no_plain_document_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        read_blocks(content)
    assert refused.value.code == code


def test_changes_that_nobody_accepted_are_refused() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Текст")
    inserted = OxmlElement("w:ins")
    inserted.append(paragraph.add_run("вставка")._r)
    paragraph._p.append(inserted)
    kept = io.BytesIO()
    document.save(kept)
    with pytest.raises(InvalidValue, match=r"word\.tracked"):
        read_blocks(kept.getvalue())
