"""Blocks on what is there: presence, languages, phrases, lengths, coverage.

A fact that is present and empty is known to be empty: presence, languages and coverage are then not met.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from tanym.core.rules.blocks.block import Argument, Block, Reads, View, fact, value
from tanym.core.rules.blocks.laid_out import LaidOut
from tanym.core.rules.outcomes import Outcome, decided, least
from tanym.core.rules.types import ANY, Matrix, Typed, ValueType

_ALIKE = (ValueType.CODE, ValueType.TEXT, ValueType.DATE, ValueType.CODES, ValueType.PEOPLE)


def given(one: object) -> bool:
    """Whether something stands there: no blank text, no empty collection; a number or a date always does."""
    if isinstance(one, str):
        return bool(one.strip())
    if isinstance(one, Mapping):
        return any(given(part) for part in one.values())
    if isinstance(one, frozenset | tuple):
        return bool(one)
    return one is not None


def present(*, fact: Typed) -> Outcome:
    return decided(given(fact))


def all_present(*, facts: Iterable[Typed | None]) -> Outcome:
    """Every fact of the list is there; one known to be empty settles it."""
    return least(Outcome.UNDECIDED if one is None else decided(given(one)) for one in facts)


def in_every_language(*, fact: Mapping[str, str], languages: frozenset[str]) -> Outcome:
    return decided(all(fact.get(language, "").strip() for language in languages))


def _languages(fact: Mapping[str, str]) -> frozenset[str]:
    return frozenset(language for language, text in fact.items() if text.strip())


def length_between(*, fact: str | Mapping[str, str], lowest: int, highest: int) -> Outcome:
    """Characters of the text, or of each text that is written, both ends included; no text has no length."""
    lengths = _lengths(fact)
    return decided(bool(lengths) and all(lowest <= length <= highest for length in lengths))


def _lengths(fact: str | Mapping[str, str]) -> frozenset[int]:
    texts = [fact] if isinstance(fact, str) else fact.values()
    stripped = [text.strip() for text in texts]
    return frozenset(len(unicodedata.normalize("NFC", text)) for text in stripped if text)


def has_no_phrase(*, fact: str, list: tuple[str, ...]) -> Outcome:
    """None of the phrases stands in the text, whatever the case of letters and the spaces between words."""
    text = _folded(fact)
    likely = [
        phrase
        for longest, phrases in _LOOKED_FOR(list)
        if longest in text
        for words, phrase in phrases
        if all(word in text for word in words)
    ]
    spaced = " ".join(text.split()) if likely else ""
    return decided(not any(phrase in spaced for phrase in likely))


@lru_cache(maxsize=16)  # several rules read the same text one after the other
def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _looked_for(phrases: tuple[str, ...]) -> tuple[tuple[str, tuple[tuple[tuple[str, ...], str], ...]], ...]:
    """Phrases, with their words, by the longest of these, or what several begin with: where it is not, they can't be."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase in phrases:
        words = tuple(_folded(phrase).split())
        found.setdefault(max(words, key=len, default=""), []).append((words, " ".join(words)))
    begins: dict[str, list[str]] = {}
    for longest in found:
        begins.setdefault(longest[:_TELLING], []).append(longest)
    return tuple(
        (alike[0] if len(alike) == 1 else begin, tuple(one for longest in alike for one in found[longest]))
        for begin, alike in begins.items()
    )


_TELLING = 7
"""So many letters are rare enough to look for all words that begin with them at once."""

_LOOKED_FOR = LaidOut(_looked_for)


def covers_every(*, fact: Matrix, rows: frozenset[str], cells: Iterable[str]) -> Outcome:
    """Every row has a cell in which each named member is given; without rows nothing is covered."""
    members = tuple(cells)
    return decided(
        bool(rows)
        and all(
            any(all(given(cell.get(member)) for member in members) for cell in fact.get(row, ()))
            for row in rows
        )
    )


def each_has(*, fact: Matrix, cells: Iterable[str]) -> Outcome:
    """Every row has entries, and each entry gives each named member; without rows nothing is given."""
    members = tuple(cells)
    return decided(
        bool(fact)
        and all(
            bool(row) and all(given(entry.get(member)) for entry in row for member in members)
            for row in fact.values()
        )
    )


def _members(fact: Matrix) -> frozenset[tuple[str, frozenset[frozenset[str]]]]:
    """For each row which members its entries give, whatever they say."""
    return frozenset(
        (row, frozenset(frozenset(name for name, one in cell.items() if given(one)) for cell in cells))
        for row, cells in fact.items()
    )


def holds(*, fact: bool) -> Outcome:
    """What the fact says is so."""
    return decided(fact)


def same_as(*, fact: Typed, other: Typed) -> Outcome:
    """Both are the same code, text, day or set; two blank ones say nothing of each other."""
    return decided(fact == other) if given(fact) and given(other) else Outcome.UNDECIDED


_GIVEN = View("given", given)
_MEMBERS = View("members", _members)

BLOCKS = (
    Block("present", {"fact": fact(*ANY, sees=_GIVEN)}, present),
    Block("all-present", {"facts": Argument(Reads.FACTS, ANY, sees=_GIVEN)}, all_present),
    Block(
        "in-every-language",
        {
            "fact": fact(ValueType.TEXT_BY_LANGUAGE, sees=View("languages", _languages)),
            "languages": value(ValueType.CODES),
        },
        in_every_language,
    ),
    Block(
        "length-between",
        {
            "fact": fact(ValueType.TEXT, ValueType.TEXT_BY_LANGUAGE, sees=View("lengths", _lengths)),
            "lowest": value(ValueType.INTEGER),
            "highest": value(ValueType.INTEGER),
        },
        length_between,
    ),
    Block("has-no-phrase", {"fact": fact(ValueType.TEXT), "list": value(ValueType.PHRASES)}, has_no_phrase),
    Block(
        "covers-every",
        {
            "fact": fact(ValueType.MATRIX, sees=_MEMBERS),
            "rows": fact(ValueType.CODES),
            "cells": Argument(Reads.WORDS),
        },
        covers_every,
    ),
    Block(
        "each-has", {"fact": fact(ValueType.MATRIX, sees=_MEMBERS), "cells": Argument(Reads.WORDS)}, each_has
    ),
    Block("holds", {"fact": fact(ValueType.BOOLEAN)}, holds),
    Block("same-as", {"fact": fact(*_ALIKE), "other": fact(*_ALIKE, like="fact")}, same_as),
)
