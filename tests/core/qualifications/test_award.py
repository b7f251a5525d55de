"""What follows from results: thresholds decide one by one, the scale of the day grades."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.core.qualifications.award import (
    Following,
    Grade,
    conclude,
    following,
    grade,
    weaker_than_planned,
)
from tanym.core.qualifications.design import Assessment, Covering, Design, LearningOutcome
from tanym.core.rules import resolve
from tanym.core.rules.types import Band
from tanym.rulepacks.loader import load, vocabulary

DESIGN = Design(
    outcomes=(LearningOutcome("lo-1"), LearningOutcome("lo-2")),
    assessments=(
        Assessment("task", supervision="supervised-with-id", covers=(Covering("lo-1", threshold=70), Covering("lo-2", threshold=60))),
        Assessment("talk", supervision="supervised", covers=(Covering("lo-1", threshold=50),)),
    ),
)  # fmt: skip
CELLS = (("task", "lo-1"), ("task", "lo-2"), ("talk", "lo-1"))


def results(*percents: int) -> dict[tuple[str, str], int]:
    return dict(zip(CELLS, percents, strict=True))


def scale(on: date) -> tuple[Band, ...]:
    found = resolve(load(["kz"]), on, vocabulary()).value("grade.scale")
    assert isinstance(found, tuple)
    return found


def test_a_threshold_is_reached_exactly_at_its_per_cent() -> None:
    assert conclude(DESIGN, results(70, 60, 50)).reached
    assert conclude(DESIGN, results(70, 60, 49)).below == (("talk", "lo-1"),)


def test_a_high_average_does_not_make_up_for_an_outcome_below_its_threshold() -> None:
    found = conclude(DESIGN, results(100, 59, 100))
    assert not found.reached
    assert found.below == (("task", "lo-2"),)
    assert found.hundredths == 7950


def test_each_outcome_counts_alike_however_often_it_is_assessed() -> None:
    assert conclude(DESIGN, results(80, 60, 100)).hundredths == 7500


def test_nothing_is_concluded_while_a_result_is_missing() -> None:
    with pytest.raises(InvalidValue) as refused:
        conclude(DESIGN, {CELLS[0]: 80})
    assert (refused.value.code, refused.value.details["count"]) == ("award.results-missing", 2)


def test_a_design_without_a_plan_concludes_nothing() -> None:
    with pytest.raises(InvalidValue, match=r"award\.no-plan"):
        conclude(Design(), {})


@given(st.lists(st.integers(0, 100), min_size=3, max_size=3), st.integers(0, 2))
def test_a_better_result_never_makes_the_conclusion_worse(percents: list[int], which: int) -> None:
    before = conclude(DESIGN, results(*percents))
    percents[which] = min(100, percents[which] + 5)
    after = conclude(DESIGN, results(*percents))
    assert after.hundredths >= before.hundredths
    assert set(after.below) <= set(before.below)


@given(st.integers(0, 10000))
def test_every_result_has_one_grade(hundredths: int) -> None:
    bands = scale(date(2026, 11, 21))
    found = grade(hundredths, bands, "half-up")
    assert [b.code for b in bands if b.lowest <= found.percent <= b.highest] == [found.letter]


def test_the_grade_follows_the_scale_of_the_day() -> None:
    assert grade(8200, scale(date(2026, 11, 21)), "half-up") == Grade(
        82, "B", "3.0", {"ru": "хорошо", "kk": "жақсы", "en": "good"}
    )
    assert grade(7000, scale(date(2024, 1, 1)), "half-up").traditional["ru"] == "удовлетворительно"
    assert grade(7000, scale(date(2026, 1, 1)), "half-up").traditional["ru"] == "хорошо"


def test_the_way_of_rounding_is_a_value_of_the_rules() -> None:
    bands = scale(date(2026, 11, 21))
    assert grade(8950, bands, "half-up").letter == "A-"
    assert grade(8950, bands, "down").letter == "B+"
    with pytest.raises(InvalidValue, match=r"award\.rounding"):
        grade(8950, bands, "up")


def test_a_scale_with_a_gap_gives_no_grade() -> None:
    with pytest.raises(NotFound, match=r"award\.no-band"):
        grade(5000, [Band("A", 90, 100, {})], "half-up")


@pytest.mark.parametrize(
    ("letter", "attempt", "then"),
    [
        ("FX", 1, Following.RETAKE),
        ("C", 1, Following.RETAKE),
        ("F", 1, Following.REPEAT),
        ("FX", 2, Following.REPEAT),
    ],
)
def test_one_retake_is_open_and_after_f_the_course_is_repeated(
    letter: str, attempt: int, then: Following
) -> None:
    assert following(letter, attempt, {"F"}, 1) is then


def test_less_strict_supervision_than_planned_is_named() -> None:
    assert weaker_than_planned(DESIGN, {"task": "supervised", "talk": "supervised"}) == ("task",)
    assert weaker_than_planned(DESIGN, {"task": "supervised-with-id", "talk": "supervised-with-id"}) == ()


def test_a_result_is_rounded_once_and_only_to_whole_per_cent() -> None:
    cells = [Covering(f"lo-{n}", threshold=0) for n in range(200)]
    design = Design(
        outcomes=tuple(LearningOutcome(cell.outcome) for cell in cells),
        assessments=(Assessment("task", covers=tuple(cells)),),
    )
    found = conclude(design, {("task", cell.outcome): 90 if n < 99 else 89 for n, cell in enumerate(cells)})
    assert found.hundredths == 8949  # 89.495
    assert grade(found.hundredths, scale(date(2026, 3, 1)), "half-up").letter == "B+"
