"""Word documents (.docx) as neutral blocks and back; what can't be read whole is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from tanym.core.kernel.errors import InvalidValue
from tanym.core.standards.blocks import Block, Heading, Paragraph, Table

LARGEST = 10 * 1024 * 1024
LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_COLUMNS = 200
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_HEADINGS = ("heading", "заголовок", "title", "тақырып")
_TRACKED = tuple(qn(name) for name in ("w:ins", "w:del", "w:moveFrom", "w:moveTo"))


def read_blocks(content: bytes) -> list[Block]:
    """The headings, paragraphs and tables of a document, in order; a merged cell goes on as None.

    Raises `InvalidValue`: `word.too-large`, `word.unreadable` (no .docx, or a table that is none), `word.program` (it carries macros or
    embedded programs), `word.tracked` (changes that nobody has accepted: it would say two things).
    """
    document = _opened(content)
    body = document.element.body
    if next(body.iter(*_TRACKED), None) is not None:
        raise InvalidValue("word.tracked")
    return list(_blocks(body, document))


def write_blocks(blocks: Sequence[Block]) -> bytes:
    """The document as a .docx file."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, Heading):
            document.add_heading(block.text, level=1)
        elif isinstance(block, Paragraph):
            document.add_paragraph(block.text)
        else:
            _write_table(document, block)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _opened(content: bytes) -> Document:
    if len(content) > LARGEST:
        raise InvalidValue("word.too-large", megabytes=LARGEST // 1024 // 1024)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            if sum(one.file_size for one in packed.infolist()) > LARGEST_UNPACKED or len(names) > 5000:
                raise InvalidValue("word.too-large", megabytes=LARGEST_UNPACKED // 1024 // 1024)
            if any("vbaproject" in name.lower() or "/embeddings/" in name.lower() for name in names):
                raise InvalidValue("word.program")
            if _MAIN not in packed.read("[Content_Types].xml"):
                raise InvalidValue("word.unreadable")
        return docx.Document(io.BytesIO(content))
    except InvalidValue:
        raise
    except Exception as wrong:  # whatever a broken archive or XML raises: it is no document of Word
        raise InvalidValue("word.unreadable") from wrong


def _blocks(parent: Any, document: Document) -> Iterator[Block]:
    for child in parent.iterchildren():
        if child.tag == qn("w:p"):
            text = _text(child)
            if text.strip():
                style = WordParagraph(child, document).style
                name = ((style.name if style else "") or "").casefold()
                yield Heading(text) if name.startswith(_HEADINGS) else Paragraph(text)
        elif child.tag == qn("w:tbl"):
            yield _table(child)
        elif child.tag == qn("w:sdt"):  # a content control
            for inner in child.iterchildren(qn("w:sdtContent")):
                yield from _blocks(inner, document)


def _table(table: Any) -> Table:
    """The cells as they are written: asking for merged ones through the library takes time and memory without bounds."""
    rows = []
    for row in table.iterchildren(qn("w:tr")):
        cells: list[str | None] = []
        for cell in row.iterchildren(qn("w:tc")):
            cells += [None if _goes_on(cell) else _cell(cell), *[None] * (_width(cell) - 1)]
            if len(cells) > MOST_COLUMNS:
                raise InvalidValue("word.unreadable")
        rows.append(tuple(cells))
    return Table(tuple(rows))


def _goes_on(cell: Any) -> bool:
    """Whether the cell is a part of the one above it."""
    merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merged is not None and merged.get(qn("w:val"), "continue") == "continue"


def _width(cell: Any) -> int:
    """Over how many columns the cell goes."""
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    given = span.get(qn("w:val"), "1") if span is not None else "1"
    if not given.isascii() or not given.isdigit() or len(given) > 3:
        raise InvalidValue("word.unreadable")
    return max(int(given), 1)


def _cell(cell: Any) -> str:
    """All lines of a cell, those of tables inside it too."""
    return "\n".join(text for paragraph in cell.iter(qn("w:p")) if (text := _text(paragraph)).strip())


def _text(paragraph: Any) -> str:
    """The words of a paragraph, with those of links and fields; a break is a line break."""
    said = []
    for one in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")):
        if one.tag == qn("w:t"):
            said.append(one.text or "")
        else:
            said.append({qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}.get(one.tag, "\n"))
    return "".join(said)


def _write_table(document: Document, block: Table) -> None:
    width = max(len(row) for row in block.rows)
    table = document.add_table(rows=len(block.rows), cols=width)
    table.style = "Table Grid"
    for i, row in enumerate(block.rows):
        for j, text in enumerate(row):
            if text is not None:
                table.cell(i, j).text = text
    for i, row in enumerate(block.rows):
        _merge(table, i, row)


def _merge(table: WordTable, i: int, row: Sequence[str | None]) -> None:
    """Cells that go on are merged with the one before them, or where none is with the one above."""
    for j in range(len(row) - 1, 0, -1):
        if row[j] is None and row[j - 1] is not None and all(one is None for one in row[j:]):
            table.cell(i, j - 1).merge(table.cell(i, len(row) - 1))
    if row[0] is None and i:
        table.cell(i - 1, 0).merge(table.cell(i, 0))
