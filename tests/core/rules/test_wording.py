"""Functions on wording: reserved words, verbs of outcomes, pairs that belong together."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.rules.blocks.presence import has_no_phrase
from tanym.core.rules.blocks.wording import (
    no_reserved_word,
    pairs_in_table,
    says_an_act,
    words_of,
)
from tanym.core.rules.outcomes import Outcome

VERBS = {"kk": ("тазала*", "жауап береді"), "ru": ("анализир*",), "en": ("cleans", "can clean")}


def says_any(text: str, phrases: list[str]) -> bool:
    """Whether the text holds one of the words or phrases."""
    return no_reserved_word(fact={"en": text}, list=tuple(phrases)) is Outcome.NOT_MET


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("Master of data", "master", True),
        ("Mastering data", "master", False),
        ("The MASTER's course", "master", True),
        ("Национальный курс", "национальн*", True),
        ("Интернациональный курс", "национальн*", False),
        ("Курс государственного  образца", "государственного образца", True),
        ("Образца государственного", "государственного образца", False),
        ("Ұлттық курс", "ұлттық", True),
        ("", "master", False),
        ("master", "", False),
    ],
)
def test_words_are_compared_whole_unless_a_star_leaves_the_ending_open(
    text: str, phrase: str, found: bool
) -> None:
    assert says_any(text, [phrase]) is found


def test_a_reserved_word_in_any_language_settles_it() -> None:
    assert no_reserved_word(fact={"en": "Tables", "ru": "Диплом"}, list=("диплом",)) is Outcome.NOT_MET
    assert no_reserved_word(fact={"en": "Tables"}, list=("диплом",)) is Outcome.MET
    assert no_reserved_word(fact={"en": " "}, list=("диплом",)) is Outcome.UNDECIDED


def test_one_language_with_a_verb_is_enough_for_an_outcome() -> None:
    cells = ({"language": "en", "text": "Tables"}, {"language": "kk", "text": "Кестені тазалайды"})
    assert says_an_act(fact={"lo-1": cells}, **VERBS) is Outcome.MET


def test_one_heading_among_the_outcomes_settles_it() -> None:
    act, heading = ({"language": "en", "text": "Cleans tables"},), ({"language": "ru", "text": "Основы"},)
    foreign = ({"language": "fr", "text": "Nettoie"},)
    assert says_an_act(fact={"a": act, "b": heading, "c": foreign}, **VERBS) is Outcome.NOT_MET
    assert says_an_act(fact={"a": act, "c": foreign}, **VERBS) is Outcome.UNDECIDED
    assert says_an_act(fact={}, **VERBS) is Outcome.UNDECIDED
    assert says_an_act(fact={"a": ()}, **VERBS) is Outcome.NOT_MET


def test_a_pair_outside_the_table_settles_it() -> None:
    table = (("6", "6"), ("7", "7"))
    assert pairs_in_table(fact=(("6", "6"),), table=table) is Outcome.MET
    assert pairs_in_table(fact=(("6", "7"),), table=table) is Outcome.NOT_MET
    assert pairs_in_table(fact=(), table=table) is Outcome.UNDECIDED


@given(st.text(max_size=40), st.text(st.characters(categories=["Ll", "Lu", "Nd"]), min_size=1, max_size=8))
def test_a_phrase_is_found_in_any_text_that_holds_it_as_a_word(text: str, phrase: str) -> None:
    assert says_any(f"{text} {phrase} {text}", [phrase])
    assert not says_any(text, [])


PIECES = st.sampled_from(["ab", "abc", "b", "ab-c", "İ", "ß", "Ab", "abd", "й", "a\u0301"])
TEXT = st.lists(PIECES, max_size=5).map(" ".join)
PHRASE = st.lists(st.tuples(PIECES, st.sampled_from(["", "*"])).map("".join), max_size=3).map("  ".join)


@given(TEXT, st.lists(PHRASE, max_size=5))
def test_a_list_laid_out_for_looking_up_finds_what_each_phrase_would(text: str, phrases: list[str]) -> None:
    assert says_any(text, phrases) is any(_stands(words_of(text), words_of_phrase(one)) for one in phrases)


def words_of_phrase(phrase: str) -> list[str]:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", phrase).casefold()).split()


def _stands(words: tuple[str, ...], parts: list[str]) -> bool:
    return bool(parts) and any(
        all(
            word.startswith(part.rstrip("*")) if part.endswith("*") else word == part
            for word, part in zip(words[at : at + len(parts)], parts, strict=True)
        )
        for at in range(len(words) - len(parts) + 1)
    )


@given(TEXT, st.lists(PHRASE.filter(str.strip), max_size=4))
def test_a_phrase_is_found_whatever_the_spaces(text: str, phrases: list[str]) -> None:
    folded = " ".join(words_of_phrase(text))
    found = any(" ".join(words_of_phrase(one)) in folded for one in phrases)
    assert has_no_phrase(fact=text, list=tuple(phrases)) is (Outcome.NOT_MET if found else Outcome.MET)
