"""The evaluation sheet in words: English and Italian for the evaluator abroad, Kazakh and Russian for the holder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tanym.core.credentials.evaluation import Row, Said, Sheet
from tanym.core.kernel.localized import choose
from tanym.rulepacks.credential_words import day_words, number_words
from tanym.rulepacks.words import core_words

LANGUAGES = ("en", "it")
"""The languages in which the sheet is handed to an evaluator."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sheet in words; without `values` it is not available."""

    name: str
    values: tuple[str, ...]
    source: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the sheet: its heading, where its questions come from, its lines."""

    title: str
    asked_by: str
    lines: tuple[Line, ...]


def parts(sheet: Sheet, language: str) -> tuple[Part, ...]:
    """The three parts of the sheet for a reader of `language`."""
    say = core_words().say
    named = (("body", sheet.body), ("criteria", sheet.criteria), ("elements", sheet.elements))
    return tuple(
        Part(
            say(f"evaluation.part.{name}", language),
            say(f"evaluation.source-of.{name}", language) if name != "body" else "",
            tuple(_line(row, language) for row in rows),
        )
        for name, rows in named
    )


def _line(row: Row, language: str) -> Line:
    name = core_words().say(f"evaluation.row.{row.name}", language)
    if not row.available or row.source is None or row.on is None:
        return Line(name, ())
    return Line(
        name,
        tuple(sentence(one, language) for one in row.said),
        core_words().say(f"evaluation.source.{row.source}", language),
        day_words(row.on, language),
    )


def sentence(said: Said, language: str) -> str:
    """What one statement says, for a reader of `language`."""
    return core_words().say(
        said.code, language, **{name: _detail(value, language) for name, value in said.details.items()}
    )


def _detail(value: object, language: str) -> object:
    if isinstance(value, Mapping):
        return choose(value, language)[0]
    if isinstance(value, date):
        return day_words(value, language)
    return number_words(value, language) if isinstance(value, float) else value
