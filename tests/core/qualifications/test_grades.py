"""The scale of a stack: letters by day, and which of them bring credits."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import NotFound
from tanym.core.qualifications.grades import brings_credits, grade_on
from tanym.core.rules import Outcome, Stack, check
from tanym.rulepacks import load, stack

NOW, BEFORE = stack(load(["kz"]), date(2026, 3, 1)), stack(load(["kz"]), date(2020, 3, 1))


@pytest.mark.parametrize(
    ("hundredths", "on", "letter", "mark"),
    [
        (10000, NOW, "A", "отлично"),
        (8950, NOW, "A-", "отлично"),
        (8949, NOW, "B+", "хорошо"),
        (7200, NOW, "C+", "хорошо"),
        (7200, BEFORE, "C+", "удовлетворительно"),
        (3000, NOW, "FX", "неудовлетворительно"),
        (3000, BEFORE, "F", "неудовлетворительно"),
    ],
)
def test_the_letter_is_that_of_the_scale_of_the_day(
    hundredths: int, on: Stack, letter: str, mark: str
) -> None:
    found = grade_on(on, hundredths)
    assert (found.letter, found.traditional["ru"]) == (letter, mark)


def test_fx_has_points_and_brings_no_credits() -> None:
    assert grade_on(NOW, 3000).points == "0.5"
    assert not brings_credits(NOW, "FX")
    assert brings_credits(NOW, "D")


def test_where_no_pack_gives_a_scale_there_is_no_grade() -> None:
    with pytest.raises(NotFound, match=r"award\.no-scale"):
        grade_on(stack(load(["eu"]), date(2026, 3, 1)), 9000)


@given(st.integers(0, 10000))
def test_the_grade_of_every_result_keeps_the_rule_on_letters(hundredths: int) -> None:
    letter = grade_on(NOW, hundredths).letter
    report = check(NOW, "issue", {"result.percent": hundredths, "result.letter": letter}, NOW.on)
    assert {one.rule: one.outcome for one in report.findings}["KZ-GR-01"] is Outcome.MET
