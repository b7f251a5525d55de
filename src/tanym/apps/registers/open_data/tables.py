"""A register as a table: CSV by RFC 4180, and the description of its columns for machines (CSV on the Web)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tanym.apps.registers.columns import Column, Kind
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.kernel.spreadsheet import harmless
from tanym.core.registers.standing import Status

MARK = "\ufeff"
"""The byte order mark, by which spreadsheets know UTF-8."""

SEPARATOR = ";"
"""Stands between several values in one cell."""


class _Echo:
    def write(self, text: str) -> str:
        return text


def header(columns: Sequence[Column]) -> list[str]:
    """The names of the columns, in English and stable; a text by language takes a column for each language."""
    titles = [f"title_{language}" for language in LANGUAGES]
    names = ["id", *titles, "status", "since", "until"]
    for one in columns:
        names += (
            [f"{one.name}_{language}" for language in LANGUAGES] if one.kind is Kind.TEXTS else [one.name]
        )
    return [*names, "page"]


def as_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[Column]) -> Iterator[str]:
    """A line for each row. No cell is taken for a formula; UTF-8 with a byte order mark."""
    writer = csv.writer(_Echo())
    yield MARK + str(writer.writerow(header(columns)))  # our writer returns the text
    for row in rows:
        cells = [row["id"], *_texts(row["titles"]), row["status"], row["since"], row["until"]]
        for one in columns:
            value = row.get(one.name)
            cells += _texts(value or {}) if one.kind is Kind.TEXTS else [_cell(value)]
        yield str(writer.writerow([harmless(str(one or "")) for one in [*cells, row["page"]]]))


def metadata(
    columns: Sequence[Column], *, url: str, titles: Mapping[str, str], licence: str, words: Mapping[str, Any]
) -> dict[str, Any]:
    """The table described for machines (Metadata Vocabulary for Tabular Data, W3C 2015).

    `words` are the names of the columns by language: column → {kk, ru, en}.
    """
    described = [
        _column("id", "string", words, required=True),
        *(_column(f"title_{language}", "string", words, lang=language) for language in LANGUAGES),
        _column("status", {"base": "string", "format": "|".join(Status)}, words, required=True),
        _column("since", "date", words),
        _column("until", "date", words),
    ]
    for one in columns:
        if one.kind is Kind.TEXTS:
            described += [
                _column(f"{one.name}_{language}", "string", words, lang=language) for language in LANGUAGES
            ]
        else:
            extra = {"separator": SEPARATOR} if one.kind.many else {}
            described.append(_column(one.name, _TYPES.get(one.kind, "string"), words, **extra))
    described.append(_column("page", "anyURI", words, required=True))
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": url,
        "dc:title": [{"@value": text, "@language": language} for language, text in titles.items()],
        "dc:license": {"@id": licence},
        "dialect": {"header": True, "encoding": "utf-8", "delimiter": ",", "lineTerminators": ["\r\n"]},
        "tableSchema": {"columns": described, "primaryKey": "id"},
    }


_TYPES: Mapping[Kind, str] = {Kind.NUMBER: "decimal", Kind.DAY: "date", Kind.ADDRESSES: "anyURI"}


def _column(name: str, datatype: Any, words: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    base = name.rpartition("_")[0] if name.endswith(tuple(f"_{one}" for one in LANGUAGES)) else name
    labels = words.get(base) or {}
    return {
        "name": name,
        "titles": name,
        "datatype": datatype,
        "dc:title": [{"@value": text, "@language": language} for language, text in labels.items()],
        **more,
    }


def _texts(given: Mapping[str, str]) -> list[str]:
    """One text for each language; what stands in no known language is put first."""
    found = {**given}
    if "" in found:
        found.setdefault(LANGUAGES[0], found[""])
    return [found.get(language, "") for language in LANGUAGES]


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return SEPARATOR.join(_cell(one).replace(SEPARATOR, ",") for one in value)
    if isinstance(value, Mapping):  # a text by language among others
        return " / ".join(dict.fromkeys(text for text in _texts(value) if text))
    return "" if value is None else str(value)
