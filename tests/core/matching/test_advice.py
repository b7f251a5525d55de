"""Advice on evidence: a passage and a score for each outcome, and no word where it cannot compare."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from tanym.core.matching.advice import advise
from tanym.core.qualifications.design import LearningOutcome

OUTCOMES = (
    LearningOutcome(
        "clean", text={"ru": "Очищает таблицу от повторов", "kk": "Кестені қайталаулардан тазалайды"}
    ),
    LearningOutcome("explain", text={"ru": "Объясняет результат руководителю"}),
    LearningOutcome("weld", text={"ru": "Сваривает трубы под водой"}),
    LearningOutcome("english", text={"en": "Cleans a table"}),
)


def test_each_outcome_gets_the_passage_that_speaks_of_it() -> None:
    text = (
        "Курс «Таблицы». Слушатель очищал таблицу от повторов. Затем результат объяснён руководителю отдела!"
    )
    clean, explain, weld, english = advise(text, OUTCOMES)
    assert (clean.score, clean.passage) == (100, "Слушатель очищал таблицу от повторов.")
    assert explain.passage.startswith("Затем результат")
    assert explain.score > 50
    assert (weld.score, weld.passage) == (0, "")
    assert (english.score, english.language) == (0, None)


def test_evidence_in_kazakh_is_compared_with_the_kazakh_text() -> None:
    found = advise("Үміткер кестелерді қайталаулардан тазалады.", OUTCOMES)[0]
    assert found.language == "kk"
    assert found.score > 60


def test_evidence_without_words_advises_nothing() -> None:
    assert [one.score for one in advise("", OUTCOMES)] == [0, 0, 0, 0]


@given(st.text(string.printable + "абвгдежзәғқңөұү", max_size=200))
def test_a_score_is_never_more_than_the_whole_and_the_passage_is_from_the_evidence(evidence: str) -> None:
    for one in advise(evidence, OUTCOMES):
        assert 0 <= one.score <= 100
        assert one.passage in evidence


@given(st.text(max_size=80), st.text(max_size=80))
def test_more_evidence_never_lowers_a_score_in_the_same_language(one: str, more: str) -> None:
    first, both = advise(f"Таблица. {one}", OUTCOMES), advise(f"Таблица. {one}\nТаблица. {more}", OUTCOMES)
    for before, after in zip(first, both, strict=True):
        assert before.language != after.language or before.score <= after.score
