"""The record of the interview: on a day on which it can have been held."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tanym.apps.recognition.actions.interview import interview
from tanym.core.kernel.errors import InvalidValue

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("days", "code"),
    [(1, "recognition.interview-later"), (-30, "recognition.interview-earlier"), (-700_000, "recognition.interview-earlier")],
)  # fmt: skip
def test_an_interview_is_held_while_the_case_runs(days: int, code: str, walk) -> None:
    walk.to("interview")
    with pytest.raises(InvalidValue, match=code):
        walk.act(interview, "timur", held_on=walk.at.date() + timedelta(days=days), record="Explained.")
    assert walk.renew().stage == "interview"


def test_an_interview_without_a_record_is_none(walk) -> None:
    walk.to("interview")
    with pytest.raises(InvalidValue, match=r"recognition\.interview-empty"):
        walk.act(interview, "timur", held_on=walk.at.date(), record="  ")


def test_the_record_is_kept_and_the_case_goes_on(walk) -> None:
    walk.to("interview")
    walk.interviewed()
    assert walk.renew().interview.record == "Explained each step of the report."
    assert walk.case.stage == "assessment"
