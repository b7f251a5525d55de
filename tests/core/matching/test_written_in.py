"""In which language a text is written is told by its letters, where there are words enough to tell."""

from __future__ import annotations

import pytest

from tanym.core.matching.written_in import written_in

KK = "Есеп әр кезеңді көрсетеді, бірақ графиктердің түсіндірмесі жоқ."
RU = "Отчёт показывает каждый шаг, но графики не объяснены."
EN = "The report shows each step, but nothing explains the charts."


@pytest.mark.parametrize(("text", "language"), [(KK, "kk"), (RU, "ru"), (EN, "en")])
def test_a_sentence_is_known_in_its_own_language_and_in_no_other(text: str, language: str) -> None:
    assert {one: written_in(text, one) for one in ("kk", "ru", "en")} == {
        one: one == language for one in ("kk", "ru", "en")
    }


def test_a_few_words_say_nothing() -> None:
    assert written_in("Python 3.11, SQL", "kk") is None
    assert written_in("", "ru") is None


def test_a_kazakh_name_makes_no_kazakh_text() -> None:
    assert (
        written_in("Обучение в университете «Көкжар» подтверждено дипломом и выпиской оценок", "ru") is True
    )


def test_the_name_of_a_program_makes_no_english_text() -> None:
    assert written_in("Есеп Excel және Power Query арқылы жасалған, әр қадамы түсіндірілген", "kk") is True
