"""Files that say they are spreadsheets: those that are, those that are not, and those that would do harm."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tanym.adapters.spreadsheets import LARGEST, read_table
from tanym.adapters.spreadsheets.table import MOST_COLUMNS, MOST_ROWS
from tanym.core.kernel.errors import InvalidValue

KAZAKH = "Әлия Қасымқызы Өңүғі"


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data: bytes, **parts: bytes) -> bytes:
    """The workbook with further or other parts (`__` in a name stands for a slash, `_dot_` for a dot)."""
    named = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename not in named:
                new.writestr(part.filename, old.read(part))
        for name, content in named.items():
            new.writestr(name, content)
    return out.getvalue()


def test_a_workbook_is_read_as_a_person_sees_it() -> None:
    table = read_table(
        workbook(
            ["Code", "Names"], [9.0, KAZAKH], [], [date(2026, 9, 1), datetime(2026, 9, 1, 8, 30)], [True]
        )
    )
    assert table.rows == (
        (1, ("Code", "Names")),
        (2, ("9", KAZAKH)),
        (4, ("2026-09-01", "2026-09-01 08:30:00")),
        (5, ("TRUE",)),
    )


def test_a_formula_is_marked_and_never_computed() -> None:
    table = read_table(workbook(["A", "B"], ["x", "=1+1"], ['=HYPERLINK("http://evil.example")', "y"]))
    assert table.formulas == {(2, 1), (3, 0)}
    assert table.rows[1] == (2, ("x", "=1+1"))


def test_only_the_first_sheet_is_read_and_the_others_are_named() -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["A"])
    book.create_sheet("Instructions").append(["B"])
    assert read_table(saved(book)).unread == ("Instructions",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_is_read_in_every_usual_encoding_and_with_every_usual_separator(
    encoding: str, separator: str
) -> None:
    words = separator.join(["code", "name"]) + "\r\n" + separator.join(["a", f'"{KAZAKH}, ""x"""'])
    assert read_table(words.encode(encoding)).rows == (
        (1, ("code", "name")),
        (2, ("a", f'{KAZAKH}, "x"')),
    )


def test_an_old_machine_s_csv_is_read_too() -> None:
    assert read_table("код;имя\nа;Ёлкин".encode("cp1251")).rows[1] == (2, ("а", "Ёлкин"))
    assert read_table(b"sep=;\ncode;name, first\na;b").rows == (
        (1, ("code", "name, first")),
        (2, ("a", "b")),
    )


def test_a_cell_with_a_line_break_is_one_cell_of_one_row() -> None:
    assert read_table(b'a,b\n"one\ntwo",x\ny,z').rows[2] == (3, ("y", "z"))


XML = b'<?xml version="1.0"?>'
MENDED = workbook(["A"])
BOMB = XML + b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (b",,\n,,", "empty"),
        (b"a" * (LARGEST + 1), "too-large"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "old"),
        (b"PK\x03\x04 nothing of the kind", "not-one"),
        (b"MZ\x90\0\x03\0\0", "not-one"),
        (b"%PDF-1.7\n\0\0", "not-one"),
        ("code;name\nx;a\0b\n".encode("utf-16"), "not-one"),
        (MENDED[:-40], "not-one"),
        (repacked(MENDED, xl__vbaProject_dot_bin=b"x"), "macros"),
        (repacked(MENDED, xl__worksheets__sheet1_dot_xml=BOMB), "bomb"),
        (
            repacked(MENDED, xl__worksheets__sheet1_dot_xml=b"\xff\xfe" + "<x/>".encode("utf-16-le")),
            "not-one",
        ),
        (repacked(MENDED, xl__worksheets__sheet1_dot_xml=b"<worksheet><broken"), "not-one"),
        (repacked(MENDED, xl__big_dot_xml=b" " * (61 * 1024 * 1024)), "bomb"),
        (repacked(MENDED, **{f"xl__n{n}_dot_xml": b"x" for n in range(600)}), "bomb"),
        (b'a,b\nx,"y', "quotes"),
        (b"\x98\x98,\xff", "encoding"),
        (b"x\n" * (MOST_ROWS + 1), "too-many-rows"),
        (b"," * MOST_COLUMNS + b"x", "too-many-columns"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_spreadsheet_or_would_do_harm_is_refused_with_the_reason(data: bytes, code: str) -> None:
    with pytest.raises(InvalidValue, match=rf"spreadsheet\.{code}\b"):
        read_table(data)


def test_a_stray_cell_far_below_or_far_right_does_not_make_a_giant() -> None:
    book = Workbook()
    assert book.active is not None
    book.active["A1"] = "A"
    book.active.cell(row=1_048_576, column=1, value="stray")
    with pytest.raises(InvalidValue, match="too-many-rows"):
        read_table(saved(book))
    book = Workbook()
    assert book.active is not None
    book.active.cell(row=1, column=16_384, value="stray")
    book.active["A1"] = "A"
    with pytest.raises(InvalidValue, match="too-many-columns"):
        read_table(saved(book))


def test_empty_rows_that_a_program_left_at_the_end_do_no_harm() -> None:
    with zipfile.ZipFile(io.BytesIO(MENDED)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
    for last in ("1048576", "99999999999"):
        row = f'<row r="{last}"><c r="A{last}" s="1"/></row></sheetData>'.encode()
        data = repacked(MENDED, xl__worksheets__sheet1_dot_xml=sheet.replace(b"</sheetData>", row))
        assert read_table(data).rows == ((1, ("A",)),)


def test_a_cell_with_a_hundred_thousand_attributes_is_passed_over() -> None:
    """Looked for without bounds, cells in such a tag would keep the reader busy for an hour."""
    with zipfile.ZipFile(io.BytesIO(MENDED)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
    names = " ".join(f'a{number}.r="A1"' for number in range(100_000))
    row = f'<row r="2"><c {names}/></row></sheetData>'.encode()
    data = repacked(MENDED, xl__worksheets__sheet1_dot_xml=sheet.replace(b"</sheetData>", row))
    assert read_table(data).rows == ((1, ("A",)),)


def sheet_of(rows: str) -> bytes:
    """The workbook with other rows in its sheet."""
    with zipfile.ZipFile(io.BytesIO(MENDED)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
    whole = re.sub(rb"<sheetData.*</sheetData>", b"<sheetData>" + rows.encode() + b"</sheetData>", sheet)
    return repacked(MENDED, xl__worksheets__sheet1_dot_xml=whole)


@pytest.mark.parametrize(
    "data",
    [
        sheet_of('<row r="1">' + "<c/>" * 100_001 + "</row>"),
        sheet_of('<row r="1">' + '<c r="A1"><v>1</v></c>' * 30_000 + "</row>"),
        sheet_of('<row r="1"><c ' + " ".join(f'a{n}=""' for n in range(200_001)) + "/></row>"),
        sheet_of("<row/>" * 2_000_001),
        sheet_of("<row>" * 500 + "</row>" * 500),
        sheet_of("<x>" * 60_000 + "</x>" * 60_000),
        repacked(MENDED, xl__sharedStrings_dot_xml=b"<sst>" + b"<si/>" * 1_500_001 + b"</sst>"),
        repacked(MENDED, xl__workbook_dot_xml=b"<workbook>" + b"<a/>" * 300_001 + b"</workbook>"),
    ],
    ids=["empty cells", "cells", "attributes", "rows", "rows in rows", "no rows", "texts", "another part"],
)
def test_what_would_grow_to_gigabytes_is_told_by_its_marks(data: bytes) -> None:
    assert len(data) < LARGEST
    with pytest.raises(InvalidValue, match="bomb"):
        read_table(data)


def test_a_sheet_of_many_rows_and_a_wide_one_are_no_bombs() -> None:
    assert read_table(sheet_of('<row r="1"><c r="A1"><v>7</v></c></row>' + "<row/>" * 30_000)).rows == (
        (1, ("7",)),
    )
    wide = '<c r="A1"><v>7</v></c>' + "".join('<c s="1"/>' for _ in range(16_383))
    assert read_table(sheet_of(f'<row r="1">{wide}</row>')).rows == ((1, ("7",)),)


def test_a_file_that_lies_about_its_size_is_read_as_it_is() -> None:
    with zipfile.ZipFile(io.BytesIO(MENDED)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
    lying = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', sheet)
    assert lying != sheet
    assert read_table(repacked(MENDED, xl__worksheets__sheet1_dot_xml=lying)).rows == ((1, ("A",)),)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for given_ in (data, b"PK\x03\x04" + data):
        with suppress(InvalidValue):
            assert read_table(given_).rows
