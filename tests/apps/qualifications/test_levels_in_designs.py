"""Authors write the levels of an outcome in the design, a level on each line."""

from __future__ import annotations

from tanym.apps.qualifications.forms.members import Levels

LEVELS = Levels("levels", "Levels")


def test_lines_in_three_languages_become_levels_and_are_shown_again() -> None:
    typed = {"-kk": "көмекпен\r\nөздігінен", "-ru": "с помощью\r\nсам", "-en": "with help\r\nalone"}
    levels = LEVELS.given(typed)
    assert [one["text"]["en"] for one in levels] == ["with help", "alone"]
    assert LEVELS.shown(levels) == {name: text.replace("\r\n", "\n") for name, text in typed.items()}


def test_an_outcome_without_lines_has_no_levels() -> None:
    assert LEVELS.given({"-kk": " ", "-ru": "", "-en": ""}) is None
    assert LEVELS.shown(None) == {"-kk": "", "-ru": "", "-en": ""}
