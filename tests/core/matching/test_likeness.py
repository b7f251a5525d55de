"""Likeness: symmetric, whole per cent, unknown where nothing can be compared."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.matching.likeness import likeness, neighbours, outcome_likeness, text_likeness
from tanym.core.matching.stems import language_of, stem, stems
from tanym.core.qualifications.design import Design, parse
from tests.core.qualifications.designs import complete, documents


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("Деректерді тазалайды", "Деректерді тазалау", "kk"),
        ("Қателерді түсіндіреді", "Қателерін түсіндіру", "kk"),
        ("есептерді талдайды", "есептің талдауы", "kk"),
        ("Анализирует данные продаж", "Анализирует данные о продажах", "ru"),
        ("Cleans large tables", "Cleaning a large table", "en"),
    ],
)
def test_forms_of_the_same_words_have_the_same_stems(one: str, other: str, language: str) -> None:
    assert stems(one, language) == stems(other, language)


def test_a_word_is_never_cut_to_less_than_three_letters() -> None:
    assert stem("ата", "kk") == "ата"
    assert stem("аралары", "kk") == "ара"


def test_the_language_of_a_text_is_guessed_by_its_letters() -> None:
    assert [language_of(text) for text in ("Деректер қоры", "База данных", "A data base")] == [
        "kk",
        "ru",
        "en",
    ]


def test_what_means_another_thing_is_not_alike() -> None:
    assert text_likeness("Cleans a table of sales", "Explains a contract to a client", "en") < 20
    assert text_likeness("Сваривает швы", "Составляет смету расходов", "ru") < 20


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["kk", "ru", "en", "it"]))
def test_likeness_of_texts_is_symmetric_and_between_nought_and_a_hundred(
    one: str, other: str, language: str
) -> None:
    found = text_likeness(one, other, language)
    assert found == text_likeness(other, one, language)
    assert 0 <= found <= 100
    assert text_likeness(one, one, language) == 100


def test_outcomes_are_compared_in_the_language_in_which_they_are_most_alike() -> None:
    one = {"ru": "Очищает таблицу", "en": "Cleans a table"}
    assert outcome_likeness(one, {"ru": "Пишет письмо", "en": "Cleans a table"}) == 100
    assert outcome_likeness(one, {"kk": "Кестені тазалайды"}) is None


@given(documents(), documents())
def test_likeness_of_designs_is_symmetric(one: dict[str, Any], other: dict[str, Any]) -> None:
    first, second = parse(one), parse(other)
    found = likeness(first, second)
    assert found == likeness(second, first)
    assert found is None or 0 <= found <= 100


def test_a_copy_under_another_code_is_wholly_alike() -> None:
    assert likeness(complete(), complete(code="copy")) == 100


def test_the_order_of_outcomes_is_no_matter() -> None:
    outcomes = [
        {"id": "a", "text": {"en": "Cleans a table"}},
        {"id": "b", "text": {"en": "Explains a result"}},
    ]
    one, other = (
        complete(outcomes=outcomes, assessments=[]),
        complete(outcomes=outcomes[::-1], assessments=[]),
    )
    assert likeness(one, other) == 100


def test_a_larger_design_that_holds_a_smaller_one_is_only_partly_like_it() -> None:
    more = [{"id": f"x{n}", "text": {"en": text}} for n, text in enumerate(["Writes a contract", "Welds pipes under water", "Sells furniture abroad"])]  # fmt: skip
    large = complete(outcomes=[*({"id": "a", "text": {"en": "Cleans a table"}},), *more], assessments=[])
    found = likeness(complete(), large)
    assert found is not None
    assert 40 < found < 85


def test_the_nearest_is_found_and_an_earlier_edition_is_none() -> None:
    register = {
        "copy": complete(code="copy"),
        "edition": complete(),
        "other": complete(code="other", titles={"en": "Welding"}, outcomes=None, assessments=None),
        "empty": Design(),
    }
    assert [(one.name, one.likeness) for one in neighbours(complete(), register, most=1)] == [("copy", 100)]
    assert neighbours(complete(), {"edition": complete(), "empty": Design()}) == ()


def test_the_neighbours_come_in_their_order_with_the_outcomes_that_are_alike() -> None:
    own = complete(code="own")
    copy, other = (
        complete(code="copy"),
        complete(code="other", titles={"en": "Felting"}),
    )
    found = neighbours(own, {"b": other, "a": copy, "own": own}, most=2)
    assert [one.name for one in found] == ["a", "b"]
    assert (found[0].likeness, found[0].title) == (100, 100)
    assert [(one.own, one.other, one.likeness) for one in found[0].shared] == [
        (outcome.id, outcome.id, 100) for outcome in own.outcomes
    ]
    assert neighbours(own, {}) == ()
