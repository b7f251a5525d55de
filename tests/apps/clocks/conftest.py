"""A case of recognition whose acts fall on days that the tests name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from tanym.apps.accounts.queries import person as find
from tanym.apps.qualifications.queries import disciplines
from tanym.apps.recognition.actions.apply import apply
from tests.apps.recognition.conftest import Walk

ASTANA = ZoneInfo("Asia/Almaty")


def moment(on: date) -> datetime:
    """Ten o'clock on a day."""
    return datetime.combine(on, time(10), ASTANA)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], datetime]:
    """Let it be that day for all that is done from now on, through pages and commands too."""

    def is_now(on: date) -> datetime:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment(on))
        return moment(on)

    return is_now


@pytest.fixture
def walk(country: None, today: Callable[[date], datetime]) -> Walk:
    """A draft of Aigul's at Sayram, on Monday 17 August 2026."""
    at = today(date(2026, 8, 17))
    discipline = disciplines().get(code="data-analysis-intro")
    return Walk(apply(actor=find("aigul"), at=at, discipline=discipline), at)
