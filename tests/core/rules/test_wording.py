"""Functions on wording: reserved words, verbs of outcomes, pairs that belong together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.rules.blocks.wording import no_reserved_word, pairs_in_table, says_an_act, says_any
from tanym.core.rules.outcomes import Outcome

VERBS = {"kk": ("тазала*", "жауап береді"), "ru": ("анализир*",), "en": ("cleans", "can clean")}


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
