"""What is late, and of what people are reminded, once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.plans.item import Milestone, Terms
from tanym.core.plans.lateness import Notice, Reminder, lateness, reminders
from tanym.core.plans.status import Status

LAST = date(2027, 6, 30)
TERMS = Terms(date(2027, 1, 10), LAST, (Milestone({"en": "First centre"}, date(2027, 3, 31)),))
SILENCE = 30


def after(days: int) -> date:
    return LAST + timedelta(days=days)


def said_on(on: date, status: Status = Status.LIMITED, reported: date | None = None) -> tuple[Reminder, ...]:
    return reminders(TERMS, status, reported, on, SILENCE)


def test_on_its_last_day_nothing_is_late() -> None:
    assert not lateness(TERMS, Status.LIMITED, None, LAST, SILENCE).late
    assert lateness(TERMS, Status.LIMITED, None, after(1), SILENCE).days == 1
    assert not lateness(TERMS, Status.COMPLETED, None, after(9), SILENCE).late
    assert not lateness(Terms(), Status.LIMITED, None, after(9), SILENCE).late


@pytest.mark.parametrize(
    ("reported", "day", "escalates"),
    [(None, 30, False), (None, 31, True), (-10, 31, True), (5, 31, False), (5, 35, False), (5, 36, True)],
)
def test_silence_counts_from_the_last_day_or_the_last_report_after_it(
    reported: int | None, day: int, escalates: bool
) -> None:
    heard = None if reported is None else after(reported)
    assert lateness(TERMS, Status.LIMITED, heard, after(day), SILENCE).escalates is escalates


@pytest.mark.parametrize(
    ("on", "notices"),
    [
        (date(2027, 2, 1), []),
        (date(2027, 3, 24), [Notice.MILESTONE]),
        (date(2027, 4, 1), []),
        (after(-30), [Notice.MONTH_LEFT]),
        (after(-7), [Notice.WEEK_LEFT]),
        (after(0), [Notice.WEEK_LEFT]),
        (after(1), [Notice.OVERDUE]),
        (after(31), [Notice.ESCALATED]),
    ],
)
def test_a_reminder_says_the_most_urgent_thing(on: date, notices: list[Notice]) -> None:
    assert [one.notice for one in said_on(on)] == notices


def test_what_is_completed_reminds_nobody() -> None:
    assert said_on(after(60), Status.COMPLETED) == ()


@given(st.lists(st.integers(-60, 200), min_size=1, max_size=60))
def test_however_often_it_is_asked_a_word_is_said_once(days: list[int]) -> None:
    """A command that runs daily, twice a day or after a gap sends no letter twice: one a period of silence."""
    sent = {one for day in days for one in said_on(after(day))}
    escalations = [one.about for one in sent if one.notice is Notice.ESCALATED]
    assert len([one for one in sent if one.notice is Notice.OVERDUE]) <= 1
    assert len(escalations) <= 200 // SILENCE
    assert all((day - LAST).days % SILENCE == 0 for day in escalations)
