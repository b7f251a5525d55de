"""Named functions on wording: reserved words in titles, verbs in learning outcomes, pairs that belong together.

A pack lists words; a star stands for any ending ("анализир*"), several words are a phrase. Words are compared whole and
whatever the case of their letters: "master" is found in "Master of data", not in "mastering data".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from tanym.core.rules.blocks.block import Block, fact, value
from tanym.core.rules.blocks.laid_out import LaidOut
from tanym.core.rules.outcomes import Outcome, decided, least
from tanym.core.rules.types import Cell, Matrix, ValueType

_LETTERS = r"[\w\u0300-\u036f]+"  # a capital İ folds to an i with a mark of its own
_WORD = re.compile(rf"{_LETTERS}(?:-{_LETTERS})*")


@lru_cache(maxsize=64)  # several rules read the same titles one after the other
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in order, folded; a hyphen joins."""
    return _words_of(text)


def _words_of(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_folded(text)))


def _folded(text: str) -> str:
    """One spelling of each letter, whatever its case: folding may take letters apart, so it is composed again."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


_Parts = tuple[tuple[str, bool], ...]
"""A phrase by its words: each with whether its ending is left open."""


class _Wanted(NamedTuple):
    """A list of words and phrases laid out for looking up: whole words, stems by their first letters, phrases by first word.

    `shortest` is the length of the shortest stem: as many letters of each stem are looked up.
    """

    words: frozenset[str]
    stems: Mapping[str, tuple[str, ...]]
    shortest: int
    phrases: Mapping[str, tuple[_Parts, ...]]
    open_phrases: tuple[_Parts, ...]

    def stand_in(self, words: tuple[str, ...]) -> bool:
        if not self.words.isdisjoint(words):
            return True
        if self.stems:
            shortest, stems = self.shortest, self.stems
            for word in words:
                if word[:shortest] in stems and word.startswith(stems[word[:shortest]]):
                    return True
        if not self.phrases.keys().isdisjoint(words):
            for at, word in enumerate(words):
                if any(_stands_at(words, at, parts) for parts in self.phrases.get(word, ())):
                    return True
        return any(_stands_at(words, at, parts) for parts in self.open_phrases for at in range(len(words)))


def _wanted(phrases: tuple[str, ...]) -> _Wanted:
    words: set[str] = set()
    stems: set[str] = set()
    closed: dict[str, list[_Parts]] = {}
    opened: list[_Parts] = []
    for phrase in phrases:
        parts = tuple((part.rstrip("*"), part.endswith("*")) for part in _folded(phrase).split())
        if not parts:
            continue
        first, open_ended = parts[0]
        if len(parts) > 1:
            opened.append(parts) if open_ended else closed.setdefault(first, []).append(parts)
        elif open_ended:
            stems.add(first)
        else:
            words.add(first)
    shortest = min(map(len, stems), default=0)
    return _Wanted(
        frozenset(words),
        {
            head: tuple(one for one in stems if one.startswith(head))
            for head in {one[:shortest] for one in stems}
        },
        shortest,
        {first: tuple(some) for first, some in closed.items()},
        tuple(opened),
    )


_WANTED = LaidOut(_wanted)


def _stands_at(words: tuple[str, ...], at: int, parts: _Parts) -> bool:
    return at + len(parts) <= len(words) and all(
        word.startswith(stem) if open_ended else word == stem
        for word, (stem, open_ended) in zip(words[at : at + len(parts)], parts, strict=True)
    )


def no_reserved_word(*, fact: Mapping[str, str], list: tuple[str, ...]) -> Outcome:
    """No text in any language holds one of the words; while there is no text, undecided."""
    texts = [text for text in fact.values() if text.strip()]
    return decided(not any(map(_WANTED(list).stand_in, map(words_of, texts)))) if texts else Outcome.UNDECIDED


def says_an_act(*, fact: Matrix, kk: tuple[str, ...], ru: tuple[str, ...], en: tuple[str, ...]) -> Outcome:
    """Every outcome holds a verb of the list in at least one of the languages that the lists speak.

    An outcome in other languages only is undecided, and so is a record without outcomes; one without words is not met.
    """
    verbs = {"kk": _WANTED(kk), "ru": _WANTED(ru), "en": _WANTED(en)}
    outcomes = [_says_an_act(cells, verbs) for cells in fact.values()]
    return least(outcomes) if outcomes else Outcome.UNDECIDED


def _says_an_act(cells: Iterable[Cell], verbs: Mapping[str, _Wanted]) -> Outcome:
    """One outcome: whether a text of it in a language of the lists holds a verb of that list."""
    texts = {str(cell.get("language", "")): str(cell.get("text", "")) for cell in cells}
    spoken = [(verbs[language], text) for language, text in texts.items() if language in verbs]
    # Most outcomes begin with their verb in one language: what is quick comes first.
    for wanted, text in spoken:
        if wanted.stand_in(_words_of(text.partition(" ")[0])):
            return Outcome.MET
    for wanted, text in spoken:
        if wanted.stand_in(_words_of(text)):
            return Outcome.MET
    return Outcome.NOT_MET if spoken or not texts else Outcome.UNDECIDED


def pairs_in_table(*, fact: tuple[tuple[str, str], ...], table: tuple[tuple[str, str], ...]) -> Outcome:
    """Every pair stands in the table; while there is none, undecided."""
    return decided(set(fact) <= set(table)) if fact else Outcome.UNDECIDED


NO_RESERVED_WORD = Block(
    "no-reserved-word",
    {"fact": fact(ValueType.TEXT_BY_LANGUAGE), "list": value(ValueType.PHRASES)},
    no_reserved_word,
)
SAYS_AN_ACT = Block(
    "says-an-act",
    {
        "fact": fact(ValueType.MATRIX),
        "kk": value(ValueType.PHRASES),
        "ru": value(ValueType.PHRASES),
        "en": value(ValueType.PHRASES),
    },
    says_an_act,
)
PAIRS_IN_TABLE = Block(
    "pairs-in-table", {"fact": fact(ValueType.PAIRS), "table": value(ValueType.PAIRS)}, pairs_in_table
)
