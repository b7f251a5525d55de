"""Named functions on wording: reserved words in titles, verbs in learning outcomes, pairs that belong together.

A pack lists words; a star stands for any ending ("анализир*"), several words are a phrase. Words are compared whole and
whatever the case of their letters: "master" is found in "Master of data", not in "mastering data".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from tanym.core.rules.blocks.block import Block, fact, value
from tanym.core.rules.outcomes import Outcome, decided, least
from tanym.core.rules.types import Matrix, ValueType

_LETTERS = r"[\w\u0300-\u036f]+"  # a capital İ folds to an i with a mark of its own
_WORD = re.compile(rf"{_LETTERS}(?:-{_LETTERS})*")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in order, folded; a hyphen joins."""
    return tuple(_WORD.findall(_folded(text)))


def _folded(text: str) -> str:
    """One spelling of each letter, whatever its case: folding may take letters apart, so it is composed again."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def says_any(text: str, phrases: Iterable[str]) -> bool:
    """Whether the text holds one of the words or phrases."""
    words = words_of(text)
    return any(_stands(words, phrase) for phrase in phrases)


def _stands(words: tuple[str, ...], phrase: str) -> bool:
    parts = [(part.rstrip("*"), part.endswith("*")) for part in _folded(phrase).split()]
    return bool(parts) and any(
        all(
            word.startswith(stem) if open_ended else word == stem
            for word, (stem, open_ended) in zip(words[at : at + len(parts)], parts, strict=True)
        )
        for at in range(len(words) - len(parts) + 1)
    )


def no_reserved_word(*, fact: Mapping[str, str], list: tuple[str, ...]) -> Outcome:
    """No text in any language holds one of the words; while there is no text, undecided."""
    texts = [text for text in fact.values() if text.strip()]
    return decided(not any(says_any(text, list) for text in texts)) if texts else Outcome.UNDECIDED


def says_an_act(*, fact: Matrix, kk: tuple[str, ...], ru: tuple[str, ...], en: tuple[str, ...]) -> Outcome:
    """Every outcome holds a verb of the list in at least one of the languages that the lists speak.

    An outcome in other languages only is undecided, and so is a record without outcomes; one without words is not met.
    """
    verbs = {"kk": kk, "ru": ru, "en": en}
    outcomes: list[Outcome] = []
    for cells in fact.values():
        texts = {str(cell.get("language", "")): str(cell.get("text", "")) for cell in cells}
        known = {language: text for language, text in texts.items() if language in verbs}
        if texts and not known:
            outcomes.append(Outcome.UNDECIDED)
        else:
            outcomes.append(decided(any(says_any(text, verbs[language]) for language, text in known.items())))
    return least(outcomes) if outcomes else Outcome.UNDECIDED


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
