"""The numbers of the overview: counted once, and again after every act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone

from tanym.apps.registers.actions.suspend import suspend
from tanym.apps.registers.figures import figures
from tanym.apps.registers.finding import Asked, find, rows_about
from tanym.apps.registers.models import Entry
from tanym.apps.registers.sources import sources

pytestmark = pytest.mark.django_db


def test_the_numbers_are_read_once_and_again_after_an_act_and_on_another_day(
    country: None, at: datetime, django_assert_num_queries: Callable[[int], Any]
) -> None:
    on = timezone.localdate(at)
    before = figures(on)
    assert set(before) == set(sources())
    with django_assert_num_queries(1):  # the end of the journal
        assert figures(on) == before
    entry = Entry.objects.filter(register="providers").earliest("pk")
    suspend(
        actor=None, at=at, entry=entry, since=on, until=None, reason={"en": "Found in a visit"}, source="test:1"
    )  # fmt: skip
    after = figures(on)["providers"]
    assert (after.in_force, after.count) == (before["providers"].in_force - 1, before["providers"].count)
    assert after.changed == on
    assert figures(date(1990, 1, 1))["providers"].in_force == 0


@pytest.mark.parametrize("code", ["kokzhar", "sayram", "unknown-body"])
def test_the_rows_about_an_organisation_are_those_that_a_question_for_it_finds(
    country: None, at: datetime, code: str
) -> None:
    asked = Asked(timezone.localdate(at), organisation=code)
    for one in sources().values():
        assert list(rows_about(one, asked)) == list(find(one, asked).rows), one.register


def test_the_last_act_of_a_register_is_the_day_of_its_last_change(country: None, at: datetime) -> None:
    for name, one in sources().items():
        acts = one.changes(None, 0, 10_000)
        if acts and name != "credentials":  # whose days are told by month
            assert one.newest() == max(timezone.localdate(each.at) for each in acts), name
