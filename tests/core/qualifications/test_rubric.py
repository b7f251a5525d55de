"""The rubric of an outcome: lines by language become levels and come back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.qualifications.design import document, parse
from tanym.core.qualifications.rubric import MOST_LEVELS, check_levels, levels_of_lines, lines_of_levels

line = st.text("abc әя", min_size=1).map(str.strip).filter(bool)


@given(
    st.integers(2, MOST_LEVELS).flatmap(
        lambda n: st.lists(st.lists(line, min_size=n, max_size=n), min_size=3, max_size=3)
    )
)
def test_lines_become_levels_and_come_back(given_lines: list[list[str]]) -> None:
    texts = {language: "\n".join(lines) for language, lines in zip(LANGUAGES, given_lines, strict=True)}
    levels = levels_of_lines(texts)
    check_levels(levels, LANGUAGES)
    assert lines_of_levels(levels, LANGUAGES) == texts
    assert [one["code"] for one in levels] == [f"l{n}" for n in range(1, len(levels) + 1)]


def test_no_lines_are_no_rubric() -> None:
    assert levels_of_lines({"kk": " \n ", "ru": "", "en": ""}) == []
    check_levels([], LANGUAGES)


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"kk": "a", "ru": "b", "en": "c"}, "one-level"),
        ({"kk": "a\nb", "ru": "a\nb", "en": "a"}, "languages-differ"),
        ({"kk": "a\nb", "ru": "a\nb"}, "languages-differ"),
        (dict.fromkeys(LANGUAGES, "a\n" * (MOST_LEVELS + 1)), "too-many"),
        (dict.fromkeys(LANGUAGES, "a\n" + "b" * 501), "too-long"),
    ],
)
def test_a_rubric_by_which_nobody_can_mark_is_refused(texts: dict[str, str], code: str) -> None:
    with pytest.raises(InvalidValue, match=code):
        check_levels(levels_of_lines(texts), LANGUAGES)


def test_a_design_carries_the_levels_of_its_outcomes() -> None:
    levels = levels_of_lines(dict.fromkeys(LANGUAGES, "with help\nalone"))
    written = {"outcomes": [{"id": "lo-1", "text": {"en": "Joins tables."}, "levels": levels}]}
    design = parse(written)
    assert [one.code for one in design.outcomes[0].levels] == ["l1", "l2"]
    assert document(design)["outcomes"] == written["outcomes"]
    assert "levels" not in document(parse({"outcomes": [{"id": "lo-1"}]}))["outcomes"][0]
